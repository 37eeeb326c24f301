"""Forgetting people: names and contact details go, proposals and counts stay."""

from datetime import datetime

from django.db import transaction

from folkmoot.ideas.models import Author, AuthorLink, Support
from folkmoot.ideas.notices.telling import reached_at
from folkmoot.kernel.notify.actions import forget_messages
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.people.models import Account, Person


@transaction.atomic
def forget_author(*, author: Author, by: Account | None, at: datetime) -> None:
    """Forget who an author is, everywhere they are one; their proposals are "A resident"'s.

    Their private links end, so nothing can be changed by them any more. An account they have
    is not touched: it is closed on its own page.
    """
    person = author.person
    record("author_forgotten", about=author.proposal, by=by, at=at, author=str(author.pk))
    if person is None:
        forget(author)
        return
    _forget_authorship(person, at=at)
    if person.account_id is None:
        for to in reached_at(person):
            forget_messages(to=to, about=author.proposal, by=by, at=at)
        person.reach_by = "none"
        person.save(update_fields=["reach_by"])
        forget(person)


@transaction.atomic
def forget_account(*, account: Account, by: Account | None, at: datetime) -> None:
    """Forget an account's authorship and support, before the account itself is closed."""
    for person in Person.objects.filter(account=account):
        _forget_authorship(person, at=at)
    for support in Support.objects.select_for_update().filter(account=account):
        forget(support)
    record("account_forgotten_by_ideas", about=account, by=by, at=at)


def _forget_authorship(person: Person, *, at: datetime) -> None:
    for author in Author.objects.select_for_update().filter(person=person):
        forget(author)
        AuthorLink.objects.filter(author=author).update(ends_at=at)
