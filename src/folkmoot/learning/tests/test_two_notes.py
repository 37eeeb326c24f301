"""Two notes of one person: the courses of both stand on one page, and none of them moves."""

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.learning.models import Learner
from folkmoot.learning.queries import courses_of_neighbour
from folkmoot.learning.tests.makers import AFTER, a_course, a_place, a_run, signed_up
from folkmoot.organising.tests.joining_makers import joined, parted
from folkmoot.organising.tests.people_makers import a_neighbour
from folkmoot.people.actions import make_card

pytestmark = pytest.mark.django_db


def test_courses_under_two_notes_of_one_person_are_on_the_one_page_until_they_part() -> None:
    place = a_place()
    first, second = a_run(a_course(place)), a_run(a_course(place, title="Cooking for many"))
    dilys, dil = a_neighbour(place, "Dilys"), a_neighbour(place, "Dil")
    ours, theirs = (
        signed_up(first, "Dilys", neighbour=dilys),
        signed_up(second, "Dil", neighbour=dil),
    )
    before = list(Learner.objects.order_by("pk").values())
    made = joined(dilys, dil)
    kept = made.kept
    listed = {row.learner for row in courses_of_neighbour(kept, at=AFTER)}
    assert listed == {ours, theirs}
    own = Client()
    own.post(reverse("own:claim"), {"code": make_card(person=kept.person, by=None, at=clock.now())})
    assert "Cooking for many" in own.get(reverse("own_courses:courses")).content.decode()
    with pytest.raises(Refused, match="stands on your own page"):
        signed_up(second if kept == dilys else first, "Again", neighbour=kept)
    parted(made)
    assert list(Learner.objects.order_by("pk").values()) == before
    assert [row.learner for row in courses_of_neighbour(dil, at=AFTER)] == [theirs]
