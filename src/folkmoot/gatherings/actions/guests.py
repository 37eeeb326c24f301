"""Inviting people, what they answer, and forgetting them afterwards."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from folkmoot.gatherings import notices, rules
from folkmoot.gatherings.actions.photos import withdraw_from_photos
from folkmoot.gatherings.actions.planning import guests_to_tell, locked, locked_all
from folkmoot.gatherings.models import (
    Coming,
    Gathering,
    GatheringStage,
    Guest,
    InPhoto,
    Invited,
    Reply,
    Uninvited,
)
from folkmoot.kernel import links
from folkmoot.kernel.notify.actions import forget_messages_about
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_BATCH = 500
KNOWN_ALREADY = (
    "There is an answer from that e-mail address already. The link in our e-mail changes it."
)


@transaction.atomic
def invite(
    *, gathering: Gathering, invited: Sequence[Invited], by: Account | None, at: datetime
) -> int:
    """Invite people; how many were new. Nobody twice, and nobody who wanted no more of it."""
    gathering = locked(gathering.pk)
    refuse(rules.why_not_invite(gathering, invited, at=at))
    emails = gathering.guests.exclude(email="").values_list("email", flat=True)
    known = {email.lower() for email in emails}
    marks = [links.mark_of(each.email) for each in invited if each.email]
    stopped = set(
        Uninvited.objects.filter(place=gathering.place_id, email_mark__in=marks).values_list(
            "email_mark", flat=True
        )
    )
    n_new = 0
    for each in invited:
        email = each.email.strip().lower()
        if email and (email in known or links.mark_of(email) in stopped):
            continue
        known.add(email)
        _invite_one(gathering, each, by=by, at=at)
        n_new += 1
    record("guests_invited", about=gathering, by=by, at=at, number=n_new)
    return n_new


@transaction.atomic
def say_coming(
    *, gathering: Gathering, coming: Coming, by: Account | None, at: datetime
) -> tuple[Guest, str]:
    """Somebody says whether they come; their answer, and the secret with which they change it."""
    gathering = locked(gathering.pk)
    refuse(rules.why_not_come(gathering, coming, n_coming=n_coming_to(gathering), at=at))
    twice = coming.email and gathering.guests.filter(email__iexact=coming.email.strip()).exists()
    refuse(KNOWN_ALREADY if twice else "")
    secret = links.new_secret()
    guest = Guest.objects.create(
        gathering=gathering, secret_hash=links.hash_of(secret), replied_at=at, **_facts(coming)
    )
    if guest.email:
        notices.expected(guest, secret, by=by, at=at)
    record("guest_replied", about=gathering, by=by, at=at)
    return guest, secret


@transaction.atomic
def expect_guest(
    *, gatherings: Sequence[Gathering], coming: Coming, by: Account | None, at: datetime
) -> list[Guest]:
    """Put somebody on the lists who said elsewhere that they come: to a course, or on paper.

    No letter goes out: whoever they told writes to them. Two of one e-mail address are two guests,
    and the address stays with the first.
    """
    found, facts = locked_all([each.pk for each in gatherings]), _facts(coming)
    known = Guest.objects.filter(gathering__in=found, email__iexact=facts["email"])
    there = set(known.exclude(email="").values_list("gathering", flat=True))
    guests = []
    for gathering in found:
        refuse(rules.why_not_expect(gathering, coming))
        own = facts | ({"email": ""} if gathering.pk in there else {})
        guests.append(Guest.objects.create(gathering=gathering, replied_at=at, **own))
        record("guest_expected", about=gathering, by=by, at=at)
    return guests


@transaction.atomic
def excuse_guest(*, guests: Sequence[Guest], by: Account | None, at: datetime) -> None:
    """Somebody does not come after all to any of these; what is over stays as it was."""
    for guest in _locked_all(guests):
        gathering = guest.gathering
        if gathering.stage != GatheringStage.ANNOUNCED or gathering.ends_at <= at:
            continue
        guest.reply, guest.replied_at = Reply.NOT_COMING, at
        guest.save(update_fields=["reply", "replied_at"])
        record("guest_replied", about=gathering, by=by, at=at)


@transaction.atomic
def change_reply(*, guest: Guest, coming: Coming, by: Account | None, at: datetime) -> Guest:
    """Another answer, given by the guest on their own page; where to reach them stays."""
    return _reply(guest, coming, by=by, at=at)


@transaction.atomic
def note_reply(*, guest: Guest, reply: str, by: Account | None, at: datetime) -> Guest:
    """What somebody answered at a door or on the telephone, noted by the team."""
    told = Coming(
        reply,
        guest.name,
        n_people=guest.n_people,
        n_children=guest.n_children,
        needs=guest.needs,
    )
    return _reply(guest, told, by=by, at=at)


@transaction.atomic
def take_back_reply(*, guest: Guest, by: Account | None, at: datetime) -> None:
    """Forget a guest who asks for it: name, address, needs, and what was written to them."""
    take_back_replies(guests=[guest], by=by, at=at)


@transaction.atomic
def take_back_replies(*, guests: Sequence[Guest], by: Account | None, at: datetime) -> None:
    """Forget somebody wherever they are a guest, such as at every session of a course."""
    for guest in _locked_all(guests):
        forget_messages_about(thing=guest, by=by, at=at)
        guest.reply = Reply.NOT_COMING
        guest.save(update_fields=["reply"])
        _forget(guest, at)
        withdraw_from_photos(guest, at)
        record("guest_forgotten", about=guest.gathering, by=by, at=at)
    sweep_after_commit([Guest])


@transaction.atomic
def stop_invitations(*, guest: Guest, by: Account | None, at: datetime) -> None:
    """No more invitations from this place to that address; and this one is taken back."""
    if guest.email:
        Uninvited.objects.get_or_create(
            place=guest.gathering.place,
            email_mark=links.mark_of(guest.email),
            defaults={"asked_at": at},
        )
    record("invitations_stopped", about=guest.gathering, by=by, at=at)
    take_back_reply(guest=guest, by=by, at=at)


@transaction.atomic
def remind_guests(*, gathering: Gathering, by: Account | None, at: datetime) -> int:
    """Tell those who come that it is soon; once, and again when it has moved. How many."""
    gathering = locked(gathering.pk)
    if gathering.stage != GatheringStage.ANNOUNCED or gathering.starts_at <= at:
        return 0
    soon = [
        guest
        for guest in guests_to_tell(gathering)
        if guest.reply != Reply.ASKED and guest.reminded_at is None
    ]
    Guest.objects.filter(pk__in=[guest.pk for guest in soon]).update(reminded_at=at)
    notices.reminded(gathering, soon, by=by, at=at)
    if soon:
        record("guests_reminded", about=gathering, by=by, at=at, number=len(soon))
    return len(soon)


@transaction.atomic
def forget_guests(*, by: Account | None, at: datetime) -> int:
    """Blank guests of what ended sixty days ago; how many, up to a batch."""
    old = Guest.objects.known().filter(gathering__ends_at__lte=at - rules.FORGOTTEN_AFTER)
    guests = list(old.select_related("gathering")[:A_BATCH])
    long_ago = Q(photo__gathering__ends_at__lte=at - rules.FORGOTTEN_AFTER)
    InPhoto.objects.filter(long_ago).exclude(name="", parent="").update(name="", parent="")
    for guest in guests:
        _forget(guest, at)
        record("guest_forgotten", about=guest.gathering, by=by, at=at)
    if guests:
        sweep_after_commit([Guest])
    return len(guests)


@transaction.atomic
def forget_guests_reached(
    *, place: Place, email: str, phone: str, by: Account | None, at: datetime
) -> int:
    """Forget whoever was a guest in a place by this e-mail address or telephone; how many times.

    Somebody had their name withdrawn. The numbers stay.
    """
    by_email = Q(email__iexact=email) if email else Q(pk__in=[])
    by_phone = Q(phone=phone) if phone else Q(pk__in=[])
    known = Guest.objects.known().filter(by_email | by_phone, gathering__place=place)
    guests = list(known.select_related("gathering"))
    for guest in guests:
        forget_messages_about(thing=guest, by=by, at=at)
        _forget(guest, at)
        record("guest_withdrew", about=guest.gathering, by=by, at=at)
    if guests:
        sweep_after_commit([Guest])
    return len(guests)


def n_coming_to(gathering: Gathering) -> int:
    """How many people have said they come, households counted whole; one query."""
    coming = gathering.guests.filter(reply=Reply.COMING)
    number: int = coming.aggregate(n=Coalesce(Sum("n_people"), 0))["n"]
    return number


def _invite_one(gathering: Gathering, each: Invited, *, by: Account | None, at: datetime) -> None:
    secret = links.new_secret()
    guest = Guest.objects.create(
        gathering=gathering,
        name=each.name.strip(),
        email=each.email.strip(),
        phone=each.phone.strip(),
        invited_at=at,
        secret_hash=links.hash_of(secret) if each.email else None,
    )
    if guest.email:
        notices.invited(guest, secret, by=by, at=at)


def _reply(guest: Guest, coming: Coming, *, by: Account | None, at: datetime) -> Guest:
    gathering = locked(guest.gathering_id)
    guest = _locked(guest)
    refuse("They have been forgotten." if guest.forgotten_at else "")
    n_coming = n_coming_to(gathering)
    refuse(rules.why_not_reply(gathering, coming, n_coming=n_coming, at=at, guest=guest))
    told = _facts(coming)
    for name in ("reply", "name", "n_people", "n_children", "needs"):
        setattr(guest, name, told[name])
    guest.replied_at = at
    guest.save(update_fields=["reply", "name", "n_people", "n_children", "needs", "replied_at"])
    record("guest_replied", about=gathering, by=by, at=at)
    return guest


def _facts(coming: Coming) -> dict[str, object]:
    return {
        "reply": coming.reply,
        "name": coming.name.strip(),
        "email": coming.email.strip(),
        "phone": coming.phone.strip(),
        "n_people": coming.n_people,
        "n_children": coming.n_children,
        "needs": coming.needs.strip(),
    }


def _forget(guest: Guest, at: datetime) -> None:
    forget(guest)
    guest.forgotten_at = at
    guest.save(update_fields=["forgotten_at"])


def _locked(guest: Guest) -> Guest:
    rows = Guest.objects.select_for_update(of=("self",)).select_related("gathering__place")
    return rows.get(pk=guest.pk)


def _locked_all(guests: Sequence[Guest]) -> list[Guest]:
    rows = Guest.objects.select_for_update(of=("self",)).select_related("gathering__place")
    return list(rows.known().filter(pk__in=[each.pk for each in guests]))
