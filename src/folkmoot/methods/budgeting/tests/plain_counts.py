"""The plain count by any rule, to be compared with: see `plainly` and `plainly_shared`."""

from fractions import Fraction

from folkmoot.methods.budgeting import Election, Rule
from folkmoot.methods.budgeting.tests import plainly, plainly_best, plainly_shared


def counted(election: Election, rule: Rule) -> tuple[plainly.Bought, Fraction, int]:
    """The purchases, the endowment and the number of raises."""
    if rule.family == "bounded-overspending":
        share = Fraction(election.budget, election.n_voters)
        return plainly_shared.bounded_overspending(election, rule), share, 0
    if rule.family == "exact-equal-shares":
        return plainly_shared.exact_equal_shares(election, rule)
    if rule.family == "majority-judgement":
        return plainly_shared.majority_judgement(election, rule), Fraction(0), 0
    if rule.family == "welfare":
        return plainly_best.best_set(election, rule), Fraction(0), 0
    return plainly.counted(election, rule)
