"""A file counted: the election, the rule and the outcome together, and the result of it."""

from typing import Any, NamedTuple

from folkmoot.counting.asked import Asked, rule_of
from folkmoot.counting.facts.amounts import Amount, amount
from folkmoot.counting.refusals import Refused
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.counting import count
from folkmoot.methods.budgeting.digests import result_json
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.fitting import why_not_together
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.pabulib import PabulibElection, PabulibError, read
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput


class Counted(NamedTuple):
    """A file, the rule it was counted by, and what came of it."""

    file: PabulibElection
    rule: Rule
    outcome: Outcome

    @classmethod
    def by(cls, file: PabulibElection, asked: Asked, stages: Stages) -> "Counted":
        """Count what was read. Raises Refused for a rule we do not know, or cannot use here."""
        try:
            rule = rule_of(file, asked)
            if why_not := why_not_together(rule, file.vote_type):
                raise Refused(why_not)
            stages.begin(f"Counting by {rule}")
            return cls(file, rule, count(file.election, rule, progress=stages.step))
        except InvalidInput as fault:
            raise Refused(str(fault)) from None

    @property
    def election(self) -> Election:
        """What was counted."""
        return self.file.election

    def sum(self, exact: Any) -> Amount:
        """A sum in the smallest unit, as it is told."""
        return amount(exact, self.file.money_scale)

    def ids(self, projects: Any) -> list[str]:
        """Projects by their ids."""
        every = self.file.ids
        return [every[project] for project in projects]


def from_bytes(data: memoryview, name: str, *, lenient: bool) -> PabulibElection:
    """Read a file, or say in one sentence what is wrong with it, and where."""
    try:
        return read(data, lenient=lenient)
    except PabulibError as fault:
        raise Refused(f"{name}, line {fault.line}: {fault.sentence}") from None


def counted(data: bytes | bytearray, asked: Asked | None = None) -> dict[str, Any]:
    """The result of a file, in one call. Raises Refused with one sentence."""
    file = from_bytes(memoryview(data), "The file", lenient=False)
    return base(Counted.by(file, asked or Asked(), Stages()))


def base(found: Counted) -> dict[str, Any]:
    """The result itself. These keys stay as they are; others come beside them."""
    file = found.file
    told = file.meta.get("description") or file.meta.get("unit", "")
    return result_json(file, found.rule, found.outcome) | {
        "title": told,
        "projects": len(file.projects),
        "notes": list(file.notes.sentences),
    }
