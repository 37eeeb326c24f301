"""One application: who is on its team, what it says, what it still needs."""

import json
from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from folkmoot.granting.models import (
    STANDING,
    Application,
    ApplicationRole,
    ApplicationStage,
    Endorsement,
    Round,
)
from folkmoot.granting.rules import Missing
from folkmoot.kernel.access.roles import LEAD_APPLICANT
from folkmoot.kernel.questions.asking import Form
from folkmoot.kernel.questions.models import AnswerVersion
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.whole import Answers, asked_in, by_meaning, what_is_wrong
from folkmoot.kernel.ui.words import money
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place

OVER = (ApplicationStage.WITHDRAWN, ApplicationStage.INELIGIBLE)
MOST_OFFERED = 2000


def team_of(application: Application, *, at: datetime) -> QuerySet[ApplicationRole]:
    """Who writes it now, who leads first."""
    held: QuerySet[ApplicationRole] = ApplicationRole.objects.filter(
        application=application
    ).held_at(at)
    return held.select_related("account").order_by("-role", "starts_at")


def on_team_of(application: Application, account: Account | None, *, at: datetime) -> bool:
    """Whether somebody has a hand in it: on its team, or answers for a partner."""
    if account is None:
        return False
    held = ApplicationRole.objects.filter(application=application, account=account).held_at(at)
    return held.exists() or application.partners.filter(account=account).exists()


def leads(application: Application, account: Account | None, *, at: datetime) -> bool:
    """Whether they lead it; the system itself may all."""
    if account is None:
        return True
    held = ApplicationRole.objects.filter(
        application=application, account=account, role=LEAD_APPLICANT.name
    )
    return held.held_at(at).exists()


def fingerprint(application: Application, typed: Answers | None = None) -> str:
    """SHA-256 over all an application says: what is endorsed, and handed in, is exactly this.

    `typed` are its answers, where they have been read already.
    """
    typed = typed_in(application.answers) if typed is None else typed
    said = {
        "call": str(application.call_id),
        "title": application.title,
        "lead": str(application.lead_id),
        "area": application.area_code,
        "place": str(application.place_id or ""),
        "answers": sorted([key, turn, words] for (key, turn), words in typed.items() if words),
    }
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(written.encode()).hexdigest()


def words_of(application: Application) -> str:
    """All it is looked for by, in lower case."""
    said = (application.title, application.lead.name, application.area_name, application.ref)
    return " ".join(filter(None, said)).lower()[:600]


def offered_in(application: Application) -> dict[str, list[tuple[str, str]]]:
    """What a question about an organisation or a place may be answered with, by its meaning."""
    partners = application.partners.filter(organisation__isnull=False, is_partner=True)
    near = Organisation.objects.filter(
        pk__in=[application.lead_id, *partners.values_list("organisation", flat=True)]
    ).order_by("name")
    organisations = [(each.ref, each.name) for each in near]
    places = Place.objects.order_by("name").values_list("slug", "name")[:MOST_OFFERED]
    return {
        "recipient": organisations,
        "holder": organisations,
        "place": [(slug, name) for slug, name in places],
    }


def is_let_in(application: Application, *, at: datetime) -> bool:
    """Whether it may be handed in though the call has closed."""
    return application.let_in.filter(until_at__gt=at).exists()


def endorsement_of(application: Application) -> Endorsement | None:
    """The one that counts or is asked for, whatever it said."""
    return application.endorsements.filter(replaced_at__isnull=True).first()


def open_round(application: Application) -> Round | None:
    """What the programme waits for an answer to."""
    return application.rounds.filter(answered_at__isnull=True).first()


def others_in_area(application: Application) -> QuerySet[Application]:
    """Others of the same call and area that were handed in and are not out of it."""
    if not application.area_code:
        return Application.objects.none()
    same = Application.objects.filter(call=application.call_id, area_code=application.area_code)
    return same.filter(is_handed_in=True).exclude(pk=application.pk).exclude(stage__in=OVER)


def area_taken_by(application: Application) -> str:
    """The title of one that holds the area's seat since it was handed in; "" for none."""
    held = others_in_area(application).filter(stands_for_area=True).first()
    return held.title if held else ""


def area_standing(application: Application) -> str:
    """The title of another of the area that was found to fit; "" for none."""
    held = others_in_area(application).filter(stage__in=STANDING).first()
    return held.title if held else ""


def missing_in(application: Application) -> list[Missing]:
    """Everything to put right before it can be handed in, in the order of its page."""
    typed = typed_in(application.answers)
    return [
        *_answers_missing(application, typed),
        *_partners_missing(application),
        *_council_missing(application, typed),
    ]


def _answers_missing(application: Application, typed: Answers) -> list[Missing]:
    form = application.answers.question_set.form()
    offered = {name: [key for key, _ in each] for name, each in offered_in(application).items()}
    wrong = what_is_wrong(form, typed, offered)
    said = [Missing(f"“{each.text}”: {each.sentence}", "part", each.part) for each in wrong]
    waiting = AnswerVersion.objects.filter(
        answer__answer_set=application.answers, is_aside=True, settled_at__isnull=True
    ).values_list("answer__question__key", flat=True)
    two = set(waiting)
    said += [
        Missing(f"“{asked.text}”: two people wrote at once. Choose what stands.", "part", number)
        for number, _, asked, _ in asked_in(form, typed)
        if asked.key in two
    ]
    return [*said, *_too_much(application, form, typed)]


def _too_much(application: Application, form: Form, typed: Answers) -> list[Missing]:
    most, asked = application.call.most_pence, by_meaning(form, typed).get("amount")
    if most is None or not isinstance(asked, int) or asked <= most:
        return []
    part = next((n for n, _, each, _ in asked_in(form, typed) if each.meaning == "amount"), 1)
    return [Missing(f"You ask for {money(asked)}. The most is {money(most)}.", "part", part)]


def _partners_missing(application: Application) -> list[Missing]:
    wanted = application.call.n_partners_wanted
    there = application.partners.filter(is_partner=True).count()
    if there >= wanted:
        return []
    some = "1 partner has" if there == 1 else f"{there or 'no'} partners have"
    need = "1 has to" if wanted == 1 else f"{wanted} have to"
    return [Missing(f"{need[0].upper()}{need[1:]} say yes; so far {some}.", "partners")]


def _council_missing(application: Application, typed: Answers) -> list[Missing]:
    if not application.call.wants_endorsement:
        return []
    found = endorsement_of(application)
    if found is None:
        return [Missing("Ask the council’s chief executive to stand behind it.", "council")]
    if found.sha256 != fingerprint(application, typed):
        said = "The application changed after the council was asked. Ask again for what it says."
        return [Missing(said, "council")]
    if found.answered_at is None:
        return [Missing(f"{found.name} of {found.council} has not answered yet.", "council")]
    if not found.says_yes:
        return [Missing(f"{found.council} does not stand behind it.", "council")]
    return []
