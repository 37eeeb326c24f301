"""Whatever points to somebody is thought of when two notes of one person are joined.

A new foreign key to a person, or to somebody a team has met, fails here until its author has said
what becomes of it: brought over (and back), or read under every note of theirs.
"""

from django.apps import apps
from django.db.models import ForeignKey

from folkmoot.organising.models import BROUGHT_KINDS, Neighbour
from folkmoot.people.models import Person

# Read through `notes_about`, `notes_of` or `Person.objects.of`, so that it need not move.
READ_UNDER_EVERY_NOTE = {
    "ideas.Author.person": "an author keeps the name and the way they gave with their proposal",
    "learning.Learner.neighbour": "courses on somebody's own page; a badge is signed for its row",
    "organising.Party.neighbour": "what was agreed stays as it was; the database says so",
    "organising.Copy.neighbour": "what somebody was sent, as it was sent",
    "people.ClaimCard.person": "a card of either note opens the one page",
    "people.Consent.person": "answers are never changed; the stricter of two holds",
}
OF_THE_JOINING_ITSELF = {
    "organising.Joined.kept",
    "organising.Joined.other",
    "organising.Neighbour.person",
    "people.Joining.kept",
    "people.Joining.other",
    "people.Person.same_as",
    "people.TwoPeople.one",
    "people.TwoPeople.other",
}


def test_everything_that_points_to_somebody_is_brought_over_or_read_under_every_note() -> None:
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in {Person, Neighbour}
    }
    brought = {f"{model._meta.label}.neighbour" for model in BROUGHT_KINDS.values()}
    told = brought | READ_UNDER_EVERY_NOTE.keys() | OF_THE_JOINING_ITSELF
    assert pointing == told, (
        "Say what becomes of it when two notes are joined: in BROUGHT_KINDS (and in the test that "
        "every row goes back), or in READ_UNDER_EVERY_NOTE, with how it is read."
    )
