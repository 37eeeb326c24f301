"""What the page of one application shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from folkmoot.granting import rules
from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    ApplicationStage,
    AskedAgain,
    Endorsement,
    LetIn,
    Partner,
    Round,
    WhenTwo,
)
from folkmoot.granting.queries.applications import (
    area_taken_by,
    endorsement_of,
    fingerprint,
    is_let_in,
    missing_in,
    offered_in,
    open_round,
    others_in_area,
    team_of,
)
from folkmoot.granting.rules import Missing
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.links import hash_of
from folkmoot.kernel.questions.asking import Asked
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.saying import said
from folkmoot.kernel.questions.showing import PartRead, Shown, parts_read, shown
from folkmoot.kernel.questions.whole import asked_in
from folkmoot.people.models import Account

S = ApplicationStage


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to put right, and the page it is put right on."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Again:
    """One answer that was asked about: what of it, what stood there, what stands there now."""

    text: str
    words: str
    before: Shown
    now: Shown


@dataclass(frozen=True, slots=True)
class RoundRead:
    """Once that something was asked."""

    round: Round
    asked: Sequence[Again]


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """One application as its page shows it."""

    team: Sequence[ApplicationRole]
    partners: Sequence[Partner]
    n_yes: int
    endorsement: Endorsement | None
    endorsed: bool
    changed: bool  # since the council was asked
    to_do: Sequence[ToDo]
    late: str
    let_in: LetIn | None
    why_not_hand_in: str
    area_rule: str
    area_now: str
    rounds: Sequence[RoundRead]
    is_theirs: bool  # whoever looks is on its team
    asks_me: Partner | None  # whoever looks answers for this partner, and has not


@dataclass(frozen=True, slots=True)
class AskedNow:
    """What waits for an answer: in general, and answer by answer."""

    round: Round | None
    fields: Sequence[tuple[AskedAgain, Asked]]


def application_page(
    application: Application,
    account: Account | None,
    *,
    may: Collection[Permission],
    at: datetime,
) -> ApplicationPage:
    """Everything around the answers; a fixed number of queries."""
    writes = Permission.APPLICATION_WRITE in may
    partners = list(application.partners.all())
    found = endorsement_of(application) if application.call.wants_endorsement else None
    now = fingerprint(application) if found else ""
    waits = writes and application.stage == S.DRAFT
    missing = missing_in(application) if waits else []
    n_others = others_in_area(application).count()
    mine = [each for each in partners if account and each.account_id == account.pk]
    let_in = application.let_in.last() if application.stage == S.DRAFT else None
    return ApplicationPage(
        team=list(team_of(application, at=at)),
        partners=partners,
        n_yes=sum(bool(each.is_partner) for each in partners),
        endorsement=found,
        endorsed=bool(found and found.says_yes and found.sha256 == now),
        changed=bool(found and found.sha256 != now),
        to_do=[_to_do(application, each) for each in missing],
        late=late(application, at=at) if waits else "",
        let_in=let_in if let_in and let_in.until_at > at else None,
        why_not_hand_in=_why_not(application, missing, at=at) if waits else "",
        area_rule=rules.area_rule(application.call),
        area_now=rules.area_now(application, n_others=n_others),
        rounds=_rounds(application),
        is_theirs=writes,
        asks_me=next((each for each in mine if each.answered_at is None), None),
    )


def late(application: Application, *, at: datetime) -> str:
    """Why it is too late to hand in; "" while there is time, or when it has been."""
    if application.stage != S.DRAFT:
        return ""
    return rules.late(application, let_in=is_let_in(application, at=at), at=at)


def why_not_hand_in(application: Application, *, at: datetime) -> str:
    """Why it cannot be handed in now; "" when it can."""
    return _why_not(application, missing_in(application), at=at)


def _why_not(application: Application, missing: Sequence[Missing], *, at: datetime) -> str:
    first = application.call.one_per_area and application.call.when_two == WhenTwo.FIRST
    return rules.why_not_hand_in(
        application,
        missing,
        taken_by=area_taken_by(application) if first else "",
        let_in=is_let_in(application, at=at),
        at=at,
    )


def missing_now(application: Application) -> list[ToDo]:
    """What is still to put right before it is handed in again."""
    return [_to_do(application, each) for each in missing_in(application)]


def _to_do(application: Application, missing: Missing) -> ToDo:
    named: list[object] = [application.ref]
    if missing.where == "part" and application.stage == S.DRAFT:
        return ToDo(missing.sentence, reverse("granting:part", args=[*named, missing.part]))
    page = {"partners": "partners", "council": "council", "part": "more"}[missing.where]
    return ToDo(missing.sentence, reverse(f"granting:{page}", args=named))


def _rounds(application: Application) -> list[RoundRead]:
    if application.stage == S.DRAFT:
        return []
    rounds = list(application.rounds.prefetch_related("asked").order_by("number"))
    if not rounds:
        return []
    form, typed = application.answers.question_set.form(), typed_in(application.answers)
    asked = {each.key: each for _, each in form.every()}
    names = {name: dict(each) for name, each in offered_in(application).items()}
    return [
        RoundRead(
            each,
            [
                Again(
                    asked[one.key].text,
                    one.words,
                    shown(asked[one.key], one.before, names),
                    shown(asked[one.key], typed.get((one.key, one.turn)), names),
                )
                for one in each.asked.all()
            ],
        )
        for each in rounds
    ]


def asked_now(application: Application) -> AskedNow:
    """The answers that are asked about now, with their questions."""
    asked = open_round(application) if application.stage == S.MORE_INFORMATION else None
    if asked is None:
        return AskedNow(None, ())
    questions = {each.key: each for _, each in application.answers.question_set.form().every()}
    return AskedNow(asked, [(each, questions[each.key]) for each in asked.asked.all()])


@dataclass(frozen=True, slots=True)
class Answered:
    """One question that was asked, and what was answered."""

    key: str
    turn: int
    text: str
    said: str
    part: int
    turns: bool  # answered in turns


def answered_in(application: Application) -> list[Answered]:
    """Every question that was asked, with what was answered."""
    form, typed = application.answers.question_set.form(), typed_in(application.answers)
    names = {name: dict(each) for name, each in offered_in(application).items()}
    return [
        Answered(
            asked.key,
            turn,
            asked.text,
            said(asked, typed.get((asked.key, turn)), names),
            number,
            part.most_turns > 1,
        )
        for number, part, asked, turn in asked_in(form, typed)
    ]


def answers_read(application: Application) -> list[PartRead]:
    """What was answered, part by part, to read."""
    names = {name: dict(each) for name, each in offered_in(application).items()}
    form = application.answers.question_set.form()
    return parts_read(form, typed_in(application.answers), names)


def names_of(application: Application) -> dict[str, str]:
    """Names of those who ever wrote it, by the keys of their accounts."""
    held = application.roles_held.select_related("account")
    return {str(each.account_id): each.account.shown_name() for each in held}


def partner_by_secret(secret: str) -> Partner | None:
    """The partner that was sent this link."""
    rows = Partner.objects.select_related("application__call__programme", "application__lead")
    return rows.filter(link_hash=hash_of(secret)).first()


def endorsement_by_secret(secret: str) -> Endorsement | None:
    """What the chief executive was sent this link for."""
    rows = Endorsement.objects.select_related("application__call__programme", "application__lead")
    return rows.filter(link_hash=hash_of(secret)).first()
