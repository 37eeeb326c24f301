"""What the room of applications keeps of one organisation, for it to take away.

Nothing of who assessed it or how: that is the panel's. No names of people, and nothing of an
application in which whoever asks has an interest that closes it to them.
"""

from typing import Any

from folkmoot.granting.models import Application, Letter, LetterStage, Partner
from folkmoot.granting.models.hidden import kept_from
from folkmoot.kernel.questions.queries import said_in_each
from folkmoot.kernel.taking import told
from folkmoot.people.models import Organisation

OF_APPLICATION = (
    "ref", "title", "call", "place", "area_code", "area_name", "asked_pence", "stage", "stage_why",
    "submitted_at", "submitted_sha256",
)  # fmt: skip


def everything_of(organisation: Organisation, reader: object) -> dict[str, Any]:
    """What was handed in under its name, whole; and whose partner it was asked to be."""
    rows = list(
        Application.objects.filter(lead=organisation, submitted_at__isnull=False)
        .exclude(kept_from(reader))
        .select_related("call", "place", "letter", "answers__question_set")
        .prefetch_related("partners", "endorsements", "rounds")
    )
    answers = said_in_each([each.answers for each in rows])
    asked = Partner.objects.filter(organisation=organisation)
    return {
        "applications": [_application(each, answers) for each in rows],
        "asked_as_a_partner": [
            told(each, "application", "asked_at", "answered_at", "is_partner", "words")
            for each in asked.exclude(kept_from(reader, "application__")).select_related(
                "application"
            )
        ],
    }


def _application(piece: Application, answers: dict[Any, list[dict[str, Any]]]) -> dict[str, Any]:
    return told(piece, *OF_APPLICATION) | {
        "answers": answers[piece.answers_id],
        "partners": [
            told(each, "name", "is_partner", "words", "answered_at")
            for each in piece.partners.all()
        ],
        "endorsements": [
            told(each, "council", "post", "says_yes", "words", "answered_at")
            for each in piece.endorsements.all()
        ],
        "asked_for_more": [
            told(each, "number", "words", "asked_at", "answered_at") for each in piece.rounds.all()
        ],
        "letter": _letter_of(piece),
    }


def _letter_of(piece: Application) -> dict[str, Any] | None:
    """The answer to it, once it has gone."""
    letter: Letter | None = getattr(piece, "letter", None)
    if letter is None or letter.stage != LetterStage.SENT:
        return None
    return told(letter, "outcome", "subject", "text", "feedback", "way_on", "sent_at")
