"""The VOTES section, read the quickest way there is.

With the compiled core, in one pass of C; without it, in pieces, by numpy. Both leave anything
unusual to the reading row by row, which says what is wrong.
"""

from folkmoot.methods.budgeting.core import library
from folkmoot.methods.budgeting.pabulib.ballots import BallotRules, Ballots, LaidBallots
from folkmoot.methods.budgeting.pabulib.compiled import compiled
from folkmoot.methods.budgeting.pabulib.faults import PabulibError
from folkmoot.methods.budgeting.pabulib.sections import Section


def ballots_of(section: Section, rules: BallotRules) -> Ballots | LaidBallots:
    """Read the votes, or refuse the first that is wrong."""
    core = library()
    if section.start >= len(section.data):
        raise PabulibError(section.line, "There are no votes.")
    found = compiled(core, section, rules) if core else _batched(section, rules)
    ballots = _walked(section, rules) if found is None else found
    if not ballots.n_voters:
        raise PabulibError(section.line, "There are no votes.")
    return ballots


def _batched(section: Section, rules: BallotRules) -> Ballots | None:
    from folkmoot.methods.budgeting.pabulib.batches import batched

    return batched(section, rules)


def _walked(section: Section, rules: BallotRules) -> Ballots:
    from folkmoot.methods.budgeting.pabulib.walking import walked

    return walked(section, rules)
