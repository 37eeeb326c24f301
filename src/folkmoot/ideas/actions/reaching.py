"""How to reach an author who has no account, set right."""

from datetime import datetime

from django.db import transaction

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import as_author, new_link
from folkmoot.ideas.models import Author, AuthorLink, Contact
from folkmoot.ideas.notices.telling import reached_at
from folkmoot.kernel.notify.actions import forget_messages
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account, Person

NOT_THERE = "This is not where they are reached any more."


@transaction.atomic
def set_right_how_to_reach(
    *, author: Author, contact: Contact, by: Account | None, at: datetime
) -> str:
    """Reach an author another way from now on: the secret of their new private link.

    Where it was sent before may have been somebody else's: what went there is forgotten, what
    waits is not sent, every older link ends, and the new one goes where they are reached now.
    Whoever holds that address holds the proposal; so a wrong one can always be set right again.
    """
    author = (
        Author.objects.select_for_update(of=("self",))
        .select_related("proposal__place")
        .get(pk=author.pk)
    )
    refuse(rules.why_not_reach(author) or rules.why_not_contact(contact))
    person = Person.objects.select_for_update(of=("self",)).get(proposals_written=author)
    for to in reached_at(person):
        forget_messages(to=to, about=author.proposal, by=by, at=at, because=NOT_THERE)
    person.reach_by, person.email = contact.reach_by, contact.email.strip()
    person.phone, person.address = contact.phone.strip(), contact.address.strip()
    person.save(update_fields=["reach_by", "email", "phone", "address"])
    theirs = Author.objects.filter(person=person)
    AuthorLink.objects.filter(author__in=theirs, ends_at__isnull=True).update(ends_at=at)
    record("author_reached_otherwise", about=author.proposal, by=by, at=at, **as_author(author))
    return _new_links(person, author, by=by, at=at)


def _new_links(person: Person, author: Author, *, by: Account | None, at: datetime) -> str:
    """One for each proposal they are an author of; the secret of this one."""
    secrets = {}
    for each in Author.objects.credited().filter(person=person).select_related("proposal__place"):
        each.person = person
        secrets[each.pk] = new_link(each, at=at)
        notices.link_again(each, secrets[each.pk], by=by, at=at)
    return secrets[author.pk]
