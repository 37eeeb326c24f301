"""What the pages of a choice say of an aim reads as one would say it, whatever the aim."""

import pytest

from folkmoot.granting.analysis.asking import AimWanted, Candidate, Terms
from folkmoot.granting.analysis.choosing import answer, reasons, rival_told

MILL = Candidate(
    "a", "The mill", 60_000, 50_000_00, "North West", "urban", "Food", "high", "Burnley"
)
QUAY = Candidate("b", "The quay", 55_000, 40_000_00, "Wales", "rural", "Belonging", "middle third",
                 "Gwynedd")  # fmt: skip
MOOR = Candidate("c", "The moor", 50_000, 45_000_00, "Wales", "rural", "Food", "high", "Powys")
THREE = (MILL, QUAY, MOOR)


def terms(*aims: AimWanted, budget: int = 95_000_00, n: int = 2) -> Terms:
    return Terms(budget, n, n, aims)


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (AimWanted("need", "high", 1), "At least 1 of high need"),
        (AimWanted("need", "middle third", 1, 2), "At least 1 and at most 2 in the middle third"),
        (AimWanted("need", "", None, 2), "At most 2 of each degree of need"),
        (AimWanted("region", "North West", 1), "At least 1 in the North West"),
        (AimWanted("region", "Wales", None, 1), "At most 1 in Wales"),
        (AimWanted("region", "", None, 1), "At most 1 in each region"),
        (AimWanted("settlement", "rural", 1), "At least 1 rural"),
        (AimWanted("settlement", "", 1), "At least 1 of each kind of settlement"),
        (AimWanted("theme", "Food", None, 1), "At most 1 about “Food”"),
        (AimWanted("theme", "", 1), "At least 1 about each theme"),
        (AimWanted("district", "", None, 1), "At most 1 in each council area"),
    ],
)
def test_what_an_aim_costs_begins_with_the_aim_as_one_would_say_it(
    aim: AimWanted, said: str
) -> None:
    told = answer(THREE, terms(aim)).costs[0].told
    assert told == f"{said}: that costs nothing. Without it, the choice would be no stronger."


def test_why_each_is_in_or_out_says_what_would_be_otherwise() -> None:
    told = reasons(THREE, terms(AimWanted("need", "high", 2)))
    assert told[2].told == ("The moor is in. Without it, no choice meets every aim.")
    told = reasons(THREE, terms(AimWanted("need", "high", 1)))
    assert told[2].told == (
        "The moor is out. With it, The quay would have to go, and the choice would be 5.0 points "
        "weaker."
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (terms(budget=80_000_00), "have £85,000 instead of £80,000"),
        (terms(AimWanted("need", "high", 3)), "ask for at least 2 of high need instead of 3"),
        (terms(AimWanted("region", "Scotland", 1)),
         "do without asking for at least 1 in Scotland"),
        (Terms(135_000_00, 3, 3, (AimWanted("region", "", None, 1),)),
         "allow at most 2 in Wales instead of 1"),
        (Terms(0, 2, 2), "have £85,000 instead of £0"),
    ],
)  # fmt: skip
def test_what_would_be_enough_is_something_one_can_do(asked: Terms, said: str) -> None:
    enough = answer(THREE, asked).enough
    assert any(f"{said}. Then " in each for each in enough), enough
    assert all("Then  could" not in each for each in enough)


def test_a_set_by_hand_is_told_what_it_does_not_keep() -> None:
    asked = terms(AimWanted("region", "North West", 1), AimWanted("region", "", None, 1))
    _, told = rival_told(THREE, asked, ("a", "b"), ("b", "c"))
    assert told[1:] == (
        "It has none in the North West; at least 1 is asked for.",
        "It has 2 in Wales; at most 1 is asked for.",
    )
    _, told = rival_told(THREE, asked, ("a", "b"), ("a", "b", "c"))
    assert told[1:3] == (
        "It costs £40,000 more than the £95,000 there is.",
        "It has 3 places; at most 2 are asked for.",
    )
