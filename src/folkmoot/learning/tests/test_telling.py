"""Outsiders read how many learnt something, and can work out nothing of a few."""

import itertools

from folkmoot.learning.analysis.numbers import LEAST, Part, Told, exact, for_outsiders, whole_of


def a_part(started: int, finished: int, *, name: str = "") -> Part:
    return Part(name, 1, started, finished, 0, started * 6.0)


def shown(*pairs: tuple[int, int]) -> list[tuple[str, str]]:
    return [(each.started, each.finished) for each in for_outsiders([a_part(*p) for p in pairs])]


def test_what_is_large_is_told_and_what_is_nought_too() -> None:
    assert shown((20, 12), (30, 20), (0, 0)) == [("20", "12"), ("30", "20"), ("0", "0")]


def test_a_few_are_hidden_and_so_is_what_would_give_them_away() -> None:
    assert shown((20, 12), (3, 2), (30, 20)) == [
        ("not shown", "not shown"),
        ("fewer than 5", "fewer than 5"),
        ("30", "20"),
    ]


def test_that_a_few_gave_up_is_not_told_either() -> None:
    assert shown((20, 18), (30, 20), (40, 30)) == [
        ("not shown", "18"), ("not shown", "20"), ("40", "30"),
    ]  # fmt: skip


def test_hours_go_with_those_who_spent_them() -> None:
    told: list[Told] = for_outsiders([a_part(3, 0), a_part(9, 0), a_part(20, 0)])
    assert [each.hours for each in told] == ["not shown", "not shown", "120"]


def test_those_whose_numbers_they_are_read_all_of_them() -> None:
    assert [each.started for each in exact([a_part(3, 1)])] == ["3"]


def test_nobody_who_knows_the_whole_can_work_out_a_hidden_one() -> None:
    """Every hidden row could be at least two different numbers, for every small table there is."""
    for counts in itertools.product((0, 1, 4, 5, 9), repeat=3):
        parts = [a_part(n, n) for n in counts]
        told = for_outsiders(parts)
        whole = whole_of(parts).n_started
        if 0 < whole < LEAST:
            continue  # the whole is not told either
        ranges = [
            range(each.n_started, each.n_started + 1)
            if each.n_started is not None
            else (range(1, LEAST) if each.started.startswith("fewer") else range(1, whole + 1))
            for each in told
        ]
        fits = [one for one in itertools.product(*ranges) if sum(one) == whole]
        for at, each in enumerate(told):
            if each.n_started is None and sum(n > 0 for n in counts) > 1:
                assert len({one[at] for one in fits}) > 1, counts
