"""Badges made at somebody's wish, taken down at their wish; and the keys they are signed with."""

import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.links import new_secret
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sealing import unwrap_kept, wrap_for_keeping
from folkmoot.kernel.signatures import new_signing_key, sign
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.learning import rules
from folkmoot.learning.actions.runs import locked_learner
from folkmoot.learning.analysis.credentials import LIST_BITS, Holder, claims_of, credential_of
from folkmoot.learning.analysis.issuing import address, award_of
from folkmoot.learning.models import Badge, BadgeKey, BadgeWish, Completion, Ended, Learner
from folkmoot.people.models import Account


@transaction.atomic
def make_badge_key(*, by: Account | None, at: datetime) -> BadgeKey:
    """From now on badges are signed with a new key; what earlier ones signed still checks out."""
    pair = new_signing_key()
    key = BadgeKey.objects.create(
        public=pair.public, wrapped=wrap_for_keeping(pair.private), made_at=at, made_by=by
    )
    record("badge_key_made", about=key, by=by, at=at)
    return key


@transaction.atomic
def make_badge(
    *, completion: Completion, wish: BadgeWish, by: Account | None, at: datetime
) -> Badge:
    """A badge of what somebody completed, because they asked for it. Its words are signed."""
    learner = locked_learner(completion.learner)
    completion = Completion.objects.get(pk=completion.pk)
    completion.learner = learner
    has_one = Badge.objects.filter(completion=completion, ended_at=None).exists()
    refuse(rules.why_not_make_badge(completion, wish, has_one=has_one, at=at))
    key = BadgeKey.objects.first() or make_badge_key(by=None, at=at)
    badge = Badge(
        completion=completion,
        key=key,
        number=_free_number(),
        wording=rules.WORDING,
        shown_name=" ".join(wish.shown_name.split()),
        issued_at=at.replace(microsecond=0),
    )
    claims = claims_of(credential_of(award_of(badge, _holder(badge))))
    private = unwrap_kept(bytes(key.wrapped))
    badge.jws = sign(claims, private, kid=address("badges:key", key.ref))
    badge.save()
    record("badge_made", about=badge, by=by, at=at, shows_name=bool(badge.shown_name))
    return badge


@transaction.atomic
def take_down_badge(*, badge: Badge, by: Account | None, at: datetime) -> Badge:
    """Its holder does not want it any more: what it said is blanked, and copies no longer hold."""
    badge = Badge.objects.select_for_update(of=("self",)).get(pk=badge.pk)
    refuse(rules.why_not_take_down(badge))
    end_badge(badge, Ended.TAKEN_DOWN, at)
    record("badge_taken_down", about=badge, by=by, at=at)
    sweep_after_commit([Badge])
    return badge


def end_badges_of(learner: Learner, at: datetime) -> None:
    """A name taken back takes the badge with it."""
    for badge in Badge.objects.filter(completion__learner=learner, ended_at=None):
        end_badge(badge, Ended.FORGOTTEN, at)


def end_badge(badge: Badge, why: Ended, at: datetime) -> None:
    """Blank what it said; that there was one stays, so that nobody takes a copy for true."""
    badge.ended_at, badge.ended, badge.jws, badge.shown_name = at, why, "", ""
    badge.save(update_fields=["ended_at", "ended", "jws", "shown_name"])


def _holder(badge: Badge) -> Holder:
    """How the badge knows them: by their e-mail address if they gave one, else by their name."""
    learner = badge.completion.learner
    assert learner.neighbour is not None
    person = learner.neighbour.person
    email = (learner.email or person.email).strip().lower()
    shown = badge.shown_name
    kind = "emailAddress" if email and not shown else "name"
    return Holder(
        subject=f"urn:uuid:{badge.subject}",
        kind=kind,
        identity=shown or email or person.name,
        is_shown=bool(shown),
        salt=new_secret(),
    )


def _free_number() -> int:
    """A bit nobody has, at random, so that it does not tell when a badge was made."""
    n_made = Badge.objects.count()
    first = n_made // (LIST_BITS // 2) * LIST_BITS
    taken = set(Badge.objects.filter(number__gte=first).values_list("number", flat=True))
    while (number := first + secrets.randbelow(LIST_BITS)) in taken:
        pass
    return number
