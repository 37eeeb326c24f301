"""Where ordinary computer numbers would fund something else, the exact answer is given."""

from fractions import Fraction
from pathlib import Path

from folkmoot.counting.tests.files import Desk, a_file

K = 2**53  # beyond it, a float no longer tells every whole number from the next
DEAR = f"""META
key;value
description;Two prices a third and two sevenths above a round sum
budget;{7 * K + 7}
vote_type;approval
PROJECTS
project_id;cost;name
three;{3 * K + 1};Chosen by three
seven;{7 * K + 2};Chosen by all seven
VOTES
voter_id;vote
1;three,seven
2;three,seven
3;three,seven
4;seven
5;seven
6;seven
7;seven
"""
RULE = ("--rule", "equal-shares/count/none")


def test_the_project_that_asks_less_wins_where_floats_see_both_level_and_take_the_other(
    tmp_path: Path, desk: Desk
) -> None:
    # Whoever divides in floats sees a tie, and the cheaper of two that are level goes first.
    assert (3 * K + 1) / 3 == (7 * K + 2) / 7
    assert Fraction(3 * K + 1, 3) > Fraction(7 * K + 2, 7)
    found = desk.counts(a_file(tmp_path, DEAR), *RULE)
    assert found["winners"] == ["seven"]
    assert found["rounds"][0]["cap"] == f"{7 * K + 2}/7"
    assert (found["ties"], found["proved"]) == ([], True)


def test_a_city_whose_sums_need_hundreds_of_digits_is_counted_to_the_last(
    real_data: Path, desk: Desk
) -> None:
    file = real_data / "elections" / "Poland_Warszawa_2021_Mokotow.pb"
    found = desk.counts(str(file), "--rule", "equal-shares/cost/none")
    longest = max(Fraction(step["cap"]).denominator for step in found["rounds"])
    assert longest.bit_length() > 300
    assert found["proved"] is True
