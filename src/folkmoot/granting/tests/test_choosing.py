"""Which set is chosen, what that takes, and how funders come to one decision. No database."""

import random
from collections.abc import Sequence

import pytest

from folkmoot.granting.analysis.asking import AimWanted, Candidate, Terms
from folkmoot.granting.analysis.choosing import answer, firmness, reasons, rival_told, silent
from folkmoot.granting.analysis.strengths import (
    RULE_OF_MEANS,
    Reading,
    Strengths,
    draws_of,
    strengths,
)
from folkmoot.granting.analysis.unnaming import without_names
from folkmoot.granting.rules.joint import joint_sum

REGIONS = ("North West", "North East", "London", "South West", "Midlands", "East")
THEMES = ("young people", "food", "work", "belonging")
FUNDERS = ("The Lottery", "The Ministry", "The Foundation")


def some_candidates(n: int, seed: int = 4) -> list[Candidate]:
    chance = random.Random(seed)
    return [
        Candidate(
            ref=f"r{at}",
            name=f"Place {at}",
            strength=chance.randrange(40_000, 85_000),
            cost_pence=chance.randrange(120, 240) * 100_000,
            region=chance.choice(REGIONS),
            settlement=chance.choice(("rural", "urban")),
            theme=chance.choice(THEMES),
            need=chance.choice(("high", "middle")),
            district=f"District {chance.randrange(n)}",
        )
        for at in range(n)
    ]


AIMS = (
    AimWanted("region", most=3),
    AimWanted("settlement", "rural", least=4),
    AimWanted("theme", least=1),
    AimWanted("need", "high", least=4),
    AimWanted("district", most=1),
)


def test_changing_an_aim_for_sixty_places_takes_few_steps() -> None:
    """A second is hundreds of thousands of steps and more; on a slow machine too."""
    places = some_candidates(60)
    for aims in (AIMS, AIMS[1:], AIMS[:-1], (*AIMS, AimWanted("region", "London", least=2))):
        found = answer(places, Terms(230_000_000, 10, 12, aims))
        assert found.best is not None
        assert len(found.costs) == len(aims)
        assert found.n_steps < 20_000


def test_the_set_meets_every_aim_and_every_sum_adds_up() -> None:
    places = some_candidates(25)
    found = answer(places, Terms(200_000_000, 8, 10, AIMS))
    assert found.best
    chosen = [each for each in places if each.ref in found.best.refs]
    assert sum(each.cost_pence for each in chosen) == found.best.cost_pence <= 200_000_000
    assert sum(each.strength for each in chosen) == found.best.strength
    for kind in ("region", "district"):
        names = [getattr(each, kind) for each in chosen]
        most = 3 if kind == "region" else 1
        assert max(names.count(name) for name in names) <= most
    assert {each.theme for each in chosen} == set(THEMES)
    assert [each.strength for each in found.next_best] == sorted(
        (each.strength for each in found.next_best), reverse=True
    )


def test_aims_that_cannot_be_met_are_named_with_the_smallest_change() -> None:
    places = some_candidates(25)
    aims = (AimWanted("settlement", "rural", least=8), AimWanted("settlement", "urban", least=8))
    found = answer(places, Terms(200_000_000, 8, 10, aims))
    assert found.best is None
    assert found.why_not == "No choice of places meets every aim."
    assert any("at least 2 rural instead of 8" in each for each in found.enough)


def test_an_aim_for_a_place_that_is_not_there_says_so_by_itself() -> None:
    found = answer(some_candidates(5), Terms(10**10, 1, 3, (AimWanted("theme", "dance", least=1),)))
    assert found.best is None
    assert any("at least 1 about “dance”" in each for each in found.enough)


def test_a_sentence_is_told_without_the_names_of_those_not_chosen() -> None:
    said = "“rural” costs 0.1: without it, Mill and Quay would come in and Mill Lane go."
    told = without_names(said, ["Mill", "Quay"], ["Mill Lane"])
    assert told == (
        "“rural” costs 0.1: without it, others that were not chosen would come in and Mill Lane go."
    )
    assert without_names("Millers", ["Mill"], []) == "Millers"
    assert without_names(said, [], ["Mill"]) == said


def test_every_place_has_its_reason_and_a_rival_its_difference() -> None:
    places, terms = some_candidates(12), Terms(100_000_000, 4, 5, AIMS[:1])
    found = answer(places, terms)
    assert found.best
    told = reasons(places, terms)
    assert {each.ref for each in told if each.is_in} == set(found.best.refs)
    assert all(each.told.startswith("Place ") for each in told)
    out = next(each.ref for each in told if not each.is_in)
    option, said = rival_told(places, terms, found.best.refs, [*found.best.refs[1:], out])
    assert option.strength <= found.best.strength or "does not meet" in " ".join(said)
    assert "comes in" in said[0]


def some_readings() -> list[Reading]:
    """Ada gives ten points fewer than the others do."""
    chance = random.Random(1)
    worth = {f"r{at}": 30 + 6 * at for at in range(10)}
    found = []
    for at, (ref, points) in enumerate(worth.items()):
        for who in ("Ada", "Ben", "Cy")[at % 2 : at % 2 + 2]:
            strict = 10 if who == "Ada" else 0
            found.append(Reading(ref, who, points - strict + chance.uniform(-2, 2)))
    return found


def test_a_strict_assessor_is_allowed_for_and_the_same_marks_give_the_same_answer() -> None:
    found = strengths(some_readings(), seed=7)
    severities = {each.assessor: each.severity for each in found.severities}
    assert severities["Ada"] > severities["Ben"]
    assert found == strengths(some_readings(), seed=7)
    assert Strengths.of(found.as_plain() | {"standings": found.as_plain()["standings"]}) == found
    by_ref = {each.ref: each for each in found.standings}
    assert by_ref["r0"].strength > (by_ref["r0"].plain or 0)  # read by Ada


def test_marks_that_tell_nothing_of_chance_give_means_and_say_so() -> None:
    found = strengths([Reading("a", "Ada", 60), Reading("b", "Ben", 40)], seed=1)
    assert (found.rule, found.is_sure) == (RULE_OF_MEANS, False)
    assert [each.rank for each in found.standings] == [1, 2]
    assert "cannot be told apart" in found.notes[0]


def test_how_firm_a_set_is_comes_out_the_same_from_the_same_draws() -> None:
    readings = some_readings()
    found = strengths(readings, seed=7)
    places = [
        Candidate(each.ref, each.ref, round(each.strength * 1000), 100) for each in found.standings
    ]
    draws = draws_of(readings, [each.ref for each in places], seed=7, n_draws=50)
    firm = firmness(places, Terms(400, 4, 4), draws, progress=silent)
    assert firm.n_draws == 50
    shares = dict(firm.in_share)
    assert shares["r9"] > 0.9 > shares["r0"]
    assert sum(shares.values()) == pytest.approx(4)
    again = draws_of(readings, [each.ref for each in places], seed=7, n_draws=50)
    assert firmness(places, Terms(400, 4, 4), again, progress=silent) == firm


@pytest.mark.parametrize(
    ("says", "rule", "quorum", "carried"),
    [
        (("approve", "approve", "approve"), "all", 3, True),
        (("approve", "conditions", "approve"), "all", 3, True),
        (("approve", "approve", "reject"), "all", 2, False),
        (("approve", "approve", "abstain"), "all", 2, False),
        (("approve", "approve", "recused"), "all", 2, True),
        (("approve", "recused", "recused"), "all", 2, False),
        (("recused", "recused", "recused"), "all", 1, False),
        (("approve", "approve", "reject"), "majority", 2, True),
        (("approve", "reject", "abstain"), "majority", 2, False),
        (("approve", "abstain", "abstain"), "majority", 1, True),
        (("approve", "abstain", "abstain"), "majority", 2, False),
        (("abstain", "abstain", "abstain"), "majority", 1, False),
        (("reject", "reject", "approve"), "majority", 1, False),
        (("approve", "approve", ""), "majority", 1, None),
    ],
)
def test_the_funders_answers_come_to_what_their_rule_says(
    says: Sequence[str], rule: str, quorum: int, carried: bool | None
) -> None:
    given = {name: word for name, word in zip(FUNDERS, says, strict=True) if word}
    found = joint_sum(FUNDERS, given, rule=rule, quorum=quorum)
    assert found.carried is carried
    assert found.lines[-1].startswith("So it is") or carried is None
