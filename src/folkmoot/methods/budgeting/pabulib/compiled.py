"""Votes read by the compiled core, which stops at anything unusual."""

from folkmoot.methods.budgeting.core import Library
from folkmoot.methods.budgeting.core import reading as core_reading
from folkmoot.methods.budgeting.pabulib.ballots import BallotRules, LaidBallots
from folkmoot.methods.budgeting.pabulib.faults import PabulibError, shown
from folkmoot.methods.budgeting.pabulib.notes import Notes, Noticed
from folkmoot.methods.budgeting.pabulib.sections import Section


def compiled(core: Library, section: Section, rules: BallotRules) -> LaidBallots | None:
    """The ballots; None where there is something only the row-by-row reading understands."""
    if len(section.data) > core_reading.LARGEST:
        return None
    found = core_reading.read(core, _asked(section, rules))
    if found.fault == core_reading.PLAIN:
        return LaidBallots(found.laid, Notes(*(Noticed(*each) for each in found.noticed)))
    _refuse(section, rules, found)
    return None


def _asked(section: Section, rules: BallotRules) -> core_reading.Asked:
    ranks = core_reading.RANKS if rules.ranked else core_reading.TICKS
    return core_reading.Asked(
        data=section.data,
        at=section.start,
        line=section.first,
        ids=rules.ids,
        costs=rules.costs,
        voter_at=rules.voter_at,
        vote_at=rules.vote_at,
        points_at=-1 if rules.points_at is None else rules.points_at,
        n_columns=rules.n_columns,
        scoring=ranks if rules.points_at is None else core_reading.POINTS,
        first_points=rules.first_points,
        max_length=-1 if rules.max_length is None else rules.max_length,
        budget=-1 if rules.budget is None else rules.budget,
        lenient=rules.lenient,
    )


def _refuse(section: Section, rules: BallotRules, found: core_reading.Found) -> None:
    """Say what is wrong with the row at which the core stopped, if anything is.

    All rows before are well, so that only this one has to be read again.
    """
    from folkmoot.methods.budgeting.pabulib.walking import Walk

    rows = section.read(start=found.fault_at, first=found.fault_line)
    line, row = next(rows)
    if found.fault == core_reading.TWICE:
        voter = shown(row[rules.voter_at])
        raise PabulibError(line, f"There are two votes by the voter {voter}.")
    Walk(rules).take(line, row, cut=rows.lines.cut)
