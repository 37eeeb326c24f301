"""Whether somebody may be written to, rung or called on, for what; and what may be noted of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Consent, Organisation, Person
from folkmoot.people.models.consents import (
    Asked,
    Basis,
    Purpose,
    Said,
    Through,
)
from folkmoot.people.rules.law import Ground, why_not_by_law, why_not_charity

A_CLOCK_MAY_BE_FAST = timedelta(minutes=10)
NEEDS = {
    Through.EMAIL: ("email", "We have no e-mail address for them."),
    Through.PHONE: ("phone", "We have no telephone number for them."),
    Through.TEXT: ("phone", "We have no telephone number for them."),
    Through.LETTER: ("address", "We have no address for them."),
}


def why_not_contact(person: Person, purpose: str, channel: str, at: datetime) -> str:
    """Why this person may not be reached for this purpose, in this way, at this moment.

    One query: the answer that holds to just this question decides. Somebody who was never asked
    has not said yes.
    """
    if why := why_not_reach(person, channel):
        return why
    there = Consent.objects.of(person).filter(purpose=purpose, through=channel, asked_at__lte=at)
    answers = list(there.newest_first().select_related("person"))
    return why_not_told(answer_that_holds(answers), purpose, channel)


def answer_that_holds(answers: Sequence[Consent]) -> Consent | None:
    """Of what somebody answered to one question, newest first, the answer that holds.

    It is the newest. But where two notes were joined, each has a newest answer of its own: the
    stricter of them holds, until they were asked again after the joining. Of a name that stands
    with words, not to have been asked elsewhere takes nothing back. Wants `person` with each.
    """
    newest: dict[object, Consent] = {}
    for each in answers:
        newest.setdefault(each.person_id, each)
    if len(newest) < 2:
        return next(iter(newest.values()), None)
    own = next((each for each in newest.values() if each.person.same_as_id is None), None)
    standing = [each for each in newest.values() if each is own or not _asked_again(each, own)]
    return max(standing, key=lambda each: (strictness(each), each.asked_at))


def _asked_again(before: Consent, own: Consent | None) -> bool:
    """Whether the one who stays answered after the joining, and after this."""
    since = before.person.same_since_at
    return own is not None and since is not None and own.asked_at > max(since, before.asked_at)


def strictness(answer: Consent) -> int:
    """How much an answer forbids: a no more than not having asked, and that more than a yes."""
    order = [Said.YES, Said.NOT_ASKED, Said.NO]
    if answer.purpose == Purpose.KNOW:
        order = [Said.NOT_ASKED, Said.YES, Said.NO]
    return order.index(Said(answer.said))


def why_not_reach(person: Person, channel: str) -> str:
    """Why nothing would arrive, or would not be welcome whatever it says."""
    if not person.name:
        return "We no longer know who they are."
    if channel not in Through.values:
        return "Choose how they are reached."
    if channel not in NEEDS:
        return ""
    if person.reach_by == "none":
        return "They asked not to be contacted."
    field, sentence = NEEDS[Through(channel)]
    return "" if getattr(person, field) else sentence


def why_not_told(newest: Consent | None, purpose: str, channel: str) -> str:
    """Why the newest answer does not let us; for lists, where it has been read already."""
    if newest is None or newest.said == Said.NOT_ASKED:
        return "They have not been asked whether we may."
    if newest.said == Said.NO:
        when = day(newest.asked_at)
        return (
            f"They took their yes back on {when}."
            if newest.takes_back_id
            else (f"They said no on {when}.")
        )
    return why_not_by_law(ground_of(newest), purpose, channel)


def why_not_in_the_name_of(yes: Consent, organisation: Organisation | None) -> str:
    """Why a yes does not hold for whoever sends: it was given to somebody, and to nobody else.

    A yes given to the team, before it spoke in anybody's name, holds for the team whatever name
    it takes. What a charity may do without a yes, that charity alone may, while it is one.
    """
    if yes.organisation is None:
        return ""
    if yes.organisation_id != (organisation.pk if organisation else None):
        return f"Their answer was to {yes.organisation.name}, and to nobody else."
    if yes.basis == Basis.CHARITY and yes.organisation.kind != Organisation.Kind.CHARITY:
        return f"{yes.organisation.name} is no longer a charity; ask them."
    return ""


def ground_of(consent: Consent | Asked) -> Ground:
    """On what an answer lets us reach somebody."""
    return Ground(consent.basis, consent.legal_form, consent.details_date, consent.interest)


def why_not_note_consent(person: Person, asked: Asked, *, at: datetime) -> str:
    """Why this answer cannot be kept as it stands, in the order in which it would be mended."""
    if not person.name:
        return "We no longer know who they are."
    if not asked.wording.strip():
        return "Keep the words in which they were asked."
    if asked.asked_at > at + A_CLOCK_MAY_BE_FAST:
        return f"They cannot have been asked on {day(asked.asked_at)}: that is still to come."
    if (asked.purpose == Purpose.KNOW) != (asked.through == Through.NONE):
        return "Say how they may be reached; to keep a name with what was said, nobody is reached."
    return why_not_charity(ground_of(asked), asked.through) if asked.basis == Basis.CHARITY else ""


def why_not_take_back(consent: Consent, *, is_gone: bool) -> str:
    """A yes is taken back once, and only a yes."""
    if consent.said != Said.YES:
        return "They did not say yes, so there is nothing to take back."
    return "This yes has been taken back already." if is_gone else ""
