"""What went stays as it went; who got it is forgotten in time, and the numbers stay."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.organising import actions, queries, rules
from folkmoot.organising.models import Circular, Copy, Neighbour
from folkmoot.organising.queries.audience import audience_of
from folkmoot.organising.tests.circular_makers import (
    SOON,
    a_circular,
    a_reader,
    all_sent,
    on_its_way,
)
from folkmoot.organising.tests.joining_makers import joined
from folkmoot.organising.tests.makers import (
    LATER,
    a_place,
    a_street,
)
from folkmoot.organising.tests.people_makers import (
    a_neighbour,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_what_went_stays_as_it_went_whoever_writes_to_the_database() -> None:
    place = a_place()
    a_reader(place, "Dilys", through="text")
    circular = on_its_way(a_circular(place, through="text"))
    all_sent()
    rows = Circular.objects.filter(pk=circular.pk)
    changes: list[Callable[[], object]] = [
        lambda: rows.update(text="Other words"),
        lambda: rows.update(stage="DRAFT", started_at=None),
        rows.delete,
        lambda: Copy.objects.update(stage="WAITING", sent_at=None),
        lambda: Copy.objects.all().delete(),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_half_a_year_later_nothing_says_who_got_it_and_the_numbers_stay() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys", through="text")
    a_neighbour(place, "Cai")
    circular = on_its_way(a_circular(place, through="text"))
    all_sent()
    assert actions.forget_readers(by=None, at=LATER + 179 * DAY) == 0
    assert actions.forget_readers(by=None, at=LATER + 181 * DAY) == 2
    assert actions.forget_readers(by=None, at=LATER + 182 * DAY) == 0
    assert not Copy.objects.exclude(neighbour=None, consent=None, message=None).exists()
    assert queries.received_by(dilys) == []
    told = queries.went(Circular.objects.get(), at=SOON)
    assert (told.n_sent, told.n_left_out) == (1, 1)
    assert circular.place == place


def test_who_is_forgotten_is_cut_from_what_they_were_sent_and_the_numbers_stay() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys", through="text")
    on_its_way(a_circular(place, through="text"))
    all_sent()
    actions.forget_neighbour(neighbour=dilys, with_words=False, by=None, at=SOON)
    assert Copy.objects.get().neighbour is None
    assert queries.went(Circular.objects.get(), at=SOON).n_sent == 1


def test_the_work_does_not_grow_with_the_number_of_people() -> None:
    place = a_place()
    circular = a_circular(place)

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            audience_of(circular, at=LATER)
        return len(asked)

    a_reader(place, "Dilys")
    first = n_queries()
    for number in range(6):
        a_reader(place, f"Number{number}", street=a_street(place))
    assert n_queries() == first


@pytest.mark.parametrize(
    ("hour", "when"),
    [(3, (1, 9)), (9, None), (19, None), (20, (2, 9)), (23, (2, 9))],
)
def test_texts_and_calls_wait_for_a_kind_hour(hour: int, when: tuple[int, int] | None) -> None:
    at = datetime(2026, 6, 1, hour - 1, 30 if when else 0, tzinfo=UTC)  # London is an hour ahead
    kind = rules.kind_hour(at)
    assert kind == (at if when is None else datetime(2026, 6, when[0], when[1] - 1, tzinfo=UTC))


def test_two_notes_of_one_person_are_one_reader_and_a_no_under_either_holds() -> None:
    place = a_place()
    a_reader(place, "Dilys"), a_reader(place, "Dily")
    circular = on_its_way(a_circular(place))
    one, other = Neighbour.objects.filter(place=place)
    made_one = joined(one, other, at=SOON)
    theirs = circular.copies.get(neighbour=made_one.other)
    taken = actions.take_copy(copy=theirs, by=None, at=SOON)
    assert (taken.stage, taken.why) == ("LEFT_OUT", "same")
    assert queries.neighbour_with_key(str(made_one.other.pk)) == made_one.kept
    ended = actions.stop_messages(
        neighbour=made_one.kept, purposes=["news"], throughs=["email"], by=None, at=SOON
    )
    assert ended == 1
    [reader] = audience_of(a_circular(place, at=SOON), at=SOON).readers
    assert (reader.neighbour, reader.why) == (made_one.kept, "took_back")
