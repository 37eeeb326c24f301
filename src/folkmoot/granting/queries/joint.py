"""How a joint decision stands, who decides for whom, and the letters."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from folkmoot.granting.models import (
    LETTERS_JOB,
    ApplicationRole,
    Choice,
    FunderDecision,
    Letter,
    LetterStage,
)
from folkmoot.granting.rules import choice as rules
from folkmoot.granting.rules.joint import Sum, joint_sum
from folkmoot.kernel.access.roles import DECISION_MAKER, LEAD_APPLICANT
from folkmoot.kernel.jobs.queries import Standing, latest_job, standing_of
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import Funder, ProgrammeRole


@dataclass(frozen=True, slots=True)
class Row:
    """A funder and its answer, if it has given one."""

    funder: Organisation
    decision: FunderDecision | None


@dataclass(frozen=True, slots=True)
class JointStanding:
    """Every funder's answer, and what they come to."""

    rows: tuple[Row, ...]
    sum: Sum

    @property
    def waiting(self) -> list[str]:
        """Funders that have not answered."""
        return [each.funder.name for each in self.rows if each.decision is None]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter, and why it holds the others up; "" when it can go."""

    letter: Letter
    to: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Letters:
    """All letters of a choice and how far they are."""

    rows: tuple[LetterRow, ...]
    n_sent: int
    n_waiting: int
    n_refused: int
    n_unsure: int
    sending: Standing | None

    @property
    def held_up(self) -> list[str]:
        """Which letters hold the others up, and why."""
        return [
            f"“{each.letter.application.title}”: {each.why_not}"
            for each in self.rows
            if each.why_not
        ]

    @property
    def ready_words(self) -> str:
        """How many of how many."""
        return f"{self.n_ready} of {len(self.rows)}"

    @property
    def n_ready(self) -> int:
        """How many have all their words."""
        return sum(not each.why_not for each in self.rows)


def funders_of(choice: Choice) -> list[Organisation]:
    """Who decides, by the version the call was published under."""
    rows = Funder.objects.filter(version=choice.version_id).select_related("organisation")
    return [each.organisation for each in rows]


def decides_for(choice: Choice, account: Account, *, at: datetime) -> list[Organisation]:
    """The funders somebody decides for now."""
    held = ProgrammeRole.objects.held_at(at).filter(
        programme=choice.panel.call.programme_id, account=account, role=DECISION_MAKER.name
    )
    theirs = set(held.values_list("organisation", flat=True))
    return [each for each in funders_of(choice) if each.pk in theirs]


def sum_of(choice: Choice) -> JointStanding:
    """The answers to what is recommended now, and what they come to; two queries."""
    rows = FunderDecision.objects.filter(choice=choice, sha256=choice.recommended_sha256)
    given = {each.organisation_id: each for each in rows.select_related("said_by")}
    funders = funders_of(choice)
    found = joint_sum(
        [each.name for each in funders],
        {each.name: given[each.pk].says for each in funders if each.pk in given},
        rule=choice.version.rule,
        quorum=choice.version.quorum,
    )
    return JointStanding(tuple(Row(each, given.get(each.pk)) for each in funders), found)


def letters_of(choice: Choice, *, at: datetime) -> Letters:
    """Every letter, who gets it, and what holds it up; three queries."""
    rows = list(choice.letters.select_related("application__lead", "read_by"))
    addresses = addresses_of(rows, at=at)
    found = tuple(
        LetterRow(each, addresses.get(each.application_id, ""), _why_not(each, addresses))
        for each in rows
    )
    stages = Counter(each.stage for each in rows)
    job = latest_job(LETTERS_JOB, choice)
    return Letters(
        rows=found,
        n_sent=stages[LetterStage.SENT],
        n_waiting=stages[LetterStage.WAITING] + stages[LetterStage.IN_HAND],
        n_refused=stages[LetterStage.REFUSED],
        n_unsure=stages[LetterStage.UNSURE],
        sending=standing_of(job, at) if job and choice.stage == "TELLING" else None,
    )


def addresses_of(letters: list[Letter], *, at: datetime) -> dict[object, str]:
    """Where each letter goes: to whoever leads the application; by its key."""
    held = ApplicationRole.objects.held_at(at).filter(
        application__in=[each.application_id for each in letters], role=LEAD_APPLICANT.name
    )
    rows = held.order_by("-starts_at").values_list("application", "account__email")
    return dict(rows)


def _why_not(letter: Letter, addresses: dict[object, str]) -> str:
    if letter.stage != LetterStage.DRAFT:
        return ""
    return rules.why_not_this_letter(
        letter.outcome,
        subject=letter.subject,
        text=letter.text,
        feedback=letter.feedback,
        way_on=letter.way_on,
        to=addresses.get(letter.application_id, ""),
        is_read=letter.read_at is not None,
    )
