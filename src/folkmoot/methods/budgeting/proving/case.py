"""An outcome to be proven, with what every proof of it needs."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from folkmoot.methods.budgeting.outcome import Outcome, Round, Stage
from folkmoot.methods.budgeting.proving.field import Field
from folkmoot.methods.budgeting.proving.proof import Tally, Unproved
from folkmoot.methods.budgeting.rule import Rule


class Case(NamedTuple):
    """An election, a rule, and what is claimed to come of it."""

    field: Field
    rule: Rule
    tally: Tally
    outcome: Outcome

    @property
    def share(self) -> Fraction:
        """An equal share of the budget."""
        return Fraction(self.field.budget, self.field.n_voters)

    def aside(self) -> "Case":
        """The same, noting what is found on a tally of its own."""
        return self._replace(tally=self.tally.aside())

    def check_stage(self, stage: Stage, rounds: Sequence[Round], first: int = 1) -> None:
        """Refuse a round that says another part of the rule bought it.

        `first`: the number of the first of these rounds.
        """
        for number, step in enumerate(rounds, start=first):
            if step.by != stage:
                raise Unproved(f"Round {number} says that “{step.by}” decided it.", number)
            if (step.time and stage != "phragmen") or (
                step.covered != 1 and stage != "bounded-overspending"
            ):
                raise Unproved(f"Round {number} says what this rule knows nothing of.", number)

    def check_endowment(self, endowment: Fraction, steps: int) -> None:
        """Refuse an outcome that says other shares, or other steps that led to them."""
        if self.outcome.endowment != endowment:
            said = self.outcome.endowment
            raise Unproved(f"Each voter is given {endowment}, and not {said}.")
        if self.outcome.add1_steps != steps:
            raise Unproved(f"Shares rise in {steps} steps, not {self.outcome.add1_steps}.")
