"""What waits on a person stays readable when there is much of it."""

from datetime import UTC, datetime, timedelta

from folkmoot.kernel.waiting import MOST_ALIKE, Task, in_turn

NOON = datetime(2027, 5, 3, 12, tzinfo=UTC)
BETWEEN = NOON + timedelta(hours=1, minutes=30)


def tasks(number: int, title: str = "Answer", *, place: str = "Here", at: int = 0) -> list[Task]:
    return [
        Task(title, f"{title} {each}", place, NOON + timedelta(hours=at + each), f"/{each}/", "")
        for each in range(number)
    ]


def test_a_few_of_a_kind_stand_by_themselves_in_the_order_they_have_waited() -> None:
    few, other = tasks(MOST_ALIKE), [Task("Thank", "Thank 0", "Here", BETWEEN, "/", "")]
    duties = in_turn([*other, *reversed(few)])
    turn = ["Answer 0", "Answer 1", "Thank 0", "Answer 2", "Answer 3", "Answer 4"]
    assert [duty.first.about for duty in duties] == turn
    assert not any(duty.is_many for duty in duties)


def test_more_of_a_kind_make_one_entry_at_the_turn_of_the_oldest_and_none_is_lost() -> None:
    many, other = tasks(MOST_ALIKE + 3), tasks(1, "Thank", at=2)
    first, second = in_turn([*other, *many])
    assert (first.is_many, first.number, second.first.title) == (True, 8, "Thank")
    assert [*first.named, *first.folded] == many


def test_the_same_kind_at_two_places_is_two_things() -> None:
    duties = in_turn([*tasks(4), *tasks(4, place="There")])
    assert [duty.is_many for duty in duties] == [False] * 8


def test_a_room_that_lists_only_the_first_says_how_many_there_are() -> None:
    listed = [
        Task("Answer", f"Answer {each}", "Here", NOON, f"/{each}/", "", 996, "/queue/")
        for each in range(MOST_ALIKE)
    ]
    (duty,) = in_turn(listed)
    assert (duty.is_many, duty.number, len(duty.named), duty.folded) == (True, 996, 3, ())
