"""Strength and severity: published answers, the same written out in full, and what follows."""

from collections.abc import Sequence

import numpy as np
import pytest

from folkmoot.methods.assessment import Score, Scores, assessed, drawn, ranks
from folkmoot.methods.assessment.tests.dense import Dense
from folkmoot.methods.assessment.tests.published import (
    DYESTUFF,
    DYESTUFF2,
    by_batch,
    penicillin,
)
from folkmoot.methods.errors import Infeasible, InvalidInput


def readings(
    n_places: int,
    n_assessors: int,
    seed: int,
    *,
    each: int = 3,
    criteria: Sequence[str] = ("",),
    spread: float = 4.0,
) -> tuple[Scores, dict[str, float]]:
    """Places read by a few assessors each, chosen by chance; and their true strengths."""
    rng = np.random.default_rng(seed)
    strength = rng.normal(0, spread, n_places)
    severity = rng.normal(0, 3, n_assessors)
    rows = [
        Score(
            f"p{place}",
            f"a{who}",
            50 + strength[place] - severity[who] + look + rng.normal(0, 2),
            c,
        )
        for place in range(n_places)
        for who in rng.choice(n_assessors, each, replace=False)
        for look in [rng.normal(0, 1) if len(criteria) > 1 else 0.0]
        for c in criteria
    ]
    true = {f"p{place}": float(strength[place]) for place in range(n_places)}
    return Scores.of(rows, places=true), true


def test_the_plates_and_samples_of_penicillin_come_out_as_published() -> None:
    found = assessed(penicillin())
    assert found.mean == pytest.approx(22.9722, abs=5e-5)
    assert found.mean_error == pytest.approx(0.8086, abs=5e-5)
    assert found.criterion == pytest.approx(330.8606, abs=5e-5)
    assert np.sqrt(found.place_variance) == pytest.approx(0.8467, abs=5e-5)
    assert np.sqrt(found.assessor_variance or 0) == pytest.approx(1.9316, abs=5e-5)
    assert np.sqrt(found.noise) == pytest.approx(0.5499, abs=5e-5)
    assert found.reading_variance is None
    assert found.notes == ()


def test_batches_of_dyestuff_come_out_as_published() -> None:
    found = assessed(by_batch(DYESTUFF))
    assert found.place_variance == pytest.approx(1764.05, abs=5e-3)
    assert found.noise == pytest.approx(2451.25, abs=5e-3)
    assert found.criterion == pytest.approx(319.6543, abs=5e-5)
    assert (found.mean, found.mean_error) == pytest.approx((1527.5, 19.3834), abs=5e-5)
    assert [note.code for note in found.notes] == ["severity unknown"]


def test_where_batches_differ_less_than_chance_would_make_them_none_is_put_before_another() -> None:
    found = assessed(by_batch(DYESTUFF2))
    assert found.place_variance == 0
    assert np.sqrt(found.noise) == pytest.approx(3.7157, abs=5e-5)
    assert found.mean == pytest.approx(5.6656, abs=5e-5)
    assert found.criterion == pytest.approx(161.8283, abs=5e-5)
    assert "no difference" in [note.code for note in found.notes]
    assert {each.strength for each in found.strengths} == {found.mean}
    standings = ranks(found, rng=np.random.default_rng(1), n_draws=200)
    assert {(s.rank, s.lowest, s.highest, s.all_lowest, s.all_highest) for s in standings} == {
        (1, 1, 6, 1, 6)
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("criteria", [("",), ("need", "plan")])
def test_everything_is_as_when_the_model_is_written_out_in_full(
    seed: int, criteria: tuple[str, ...]
) -> None:
    scores, _ = readings(9, 5, seed, criteria=criteria)
    found = assessed(scores)
    variances = [found.place_variance, found.assessor_variance, found.reading_variance]
    known = [each for each in variances if each is not None]
    assert len(known) == (2 if criteria == ("",) else 3)
    dense = Dense(scores, found.noise, *known)
    assert found.criterion == pytest.approx(dense.criterion())
    effects, errors = dense.predicted(0)
    strengths = [each.strength - found.mean for each in found.strengths]
    assert strengths == pytest.approx(effects.tolist(), abs=1e-6)
    assert found.covariance == pytest.approx(errors, abs=1e-6)
    severities, unsure = dense.predicted(1)
    assert [-each.severity for each in found.severities] == pytest.approx(
        severities.tolist(), abs=1e-6
    )
    assert [each.error**2 for each in found.severities] == pytest.approx(
        np.diag(unsure).tolist(), abs=1e-6
    )


@pytest.mark.parametrize("seed", range(3))
def test_no_other_variances_are_more_likely(seed: int) -> None:
    scores, _ = readings(9, 5, seed)
    found = assessed(scores)
    best = [found.noise, found.place_variance, found.assessor_variance or 0]
    for at in range(3):
        for factor in (0.3, 0.9, 0.999, 1.001, 1.1, 3):
            other = [each * (factor if at == k else 1) for k, each in enumerate(best)]
            assert Dense(scores, *other).criterion() >= found.criterion - 1e-7


def test_whoever_met_a_severe_assessor_is_not_worse_off() -> None:
    marks = {"Ada": 4, "Ben": 6, "Cy": 8}
    shared = [
        Score(f"other {at}", who, mark + at % 5 + (at * at % 7) / 10 + at * len(who) % 3 / 10)
        for at in range(12)
        for who, mark in marks.items()
    ]
    found = assessed(Scores.of([*shared, Score("harsh", "Ada", 6), Score("kind", "Cy", 9)]))
    by_name = {each.place: each for each in found.strengths}
    assert by_name["harsh"].plain_mean == 6
    assert by_name["harsh"].strength > by_name["kind"].strength
    assert by_name["harsh"].error > by_name["other 1"].error
    assert [note.about for note in found.notes] == [("harsh", "kind")]


def test_another_order_or_another_zero_of_the_marks_changes_nothing() -> None:
    scores, _ = readings(8, 4, 7)
    rows = [
        Score(scores.places[p], scores.assessors[a], float(value))
        for p, a, value in zip(scores.place_of, scores.assessor_of, scores.values, strict=True)
    ]
    turned = [Score(r.place, r.assessor, 1000 + 2 * r.value) for r in reversed(rows)]
    one, other = assessed(scores), assessed(Scores.of(turned))
    plain = {each.place: each.strength for each in one.strengths}
    for each in other.strengths:
        assert (each.strength - 1000) / 2 == pytest.approx(plain[each.place], abs=1e-5)


def test_a_place_nobody_scored_stands_in_the_middle_and_could_be_anywhere() -> None:
    scores, _ = readings(8, 4, 3)
    rows = [
        Score(scores.places[p], scores.assessors[a], float(value))
        for p, a, value in zip(scores.place_of, scores.assessor_of, scores.values, strict=True)
    ]
    found = assessed(Scores.of(rows, places=["waiting"]))
    waiting = found.strengths[0]
    assert (waiting.place, waiting.plain_mean, waiting.n_scores) == ("waiting", None, 0)
    assert waiting.strength == pytest.approx(found.mean)
    assert waiting.error == pytest.approx(np.sqrt(found.place_variance))
    assert found.notes[-1].sentence == "waiting has no score yet."


def test_groups_that_no_assessor_joins_are_named() -> None:
    left, _ = readings(4, 3, 1)
    rows = [
        Score(scores.places[p] + end, scores.assessors[a] + end, float(value))
        for scores, end in ((left, "-west"), (left, "-east"))
        for p, a, value in zip(scores.place_of, scores.assessor_of, scores.values, strict=True)
    ]
    found = assessed(Scores.of(rows))
    assert [len(group) for group in found.groups] == [4, 4]
    assert found.notes[0].code == "apart"
    assert "2 groups that no assessor joins" in found.notes[0].sentence


def test_one_assessor_alone_is_neither_severe_nor_kind() -> None:
    rows = [
        Score(place, "Ada", mark, criterion)
        for place, given in {"Hill": (3, 5), "Dale": (7, 8), "Moor": (1, 4)}.items()
        for criterion, mark in zip(("need", "plan"), given, strict=True)
    ]
    found = assessed(Scores.of(rows))
    assert found.assessor_variance is None
    assert found.severities == ()
    assert found.notes[0].code == "severity unknown"


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ({"Hill": {"Ada": 3, "Ben": 3}, "Dale": {"Ada": 3, "Ben": 3}}, "all alike"),
        ({"Hill": {"Ada": 3}, "Dale": {"Ben": 4}}, "once"),
        ({"Hill": {"Ada": 3, "Ben": 4}, "Dale": {"Ada": 5, "Ben": 6}}, "no chance"),
        ({"Hill": {"Ada": 3, "Ben": 4}}, "one place"),
    ],
)
def test_scores_from_which_nothing_can_be_said_are_refused_in_words(
    marks: dict[str, dict[str, float]], reason: str
) -> None:
    rows = [Score(p, a, mark) for p, given in marks.items() for a, mark in given.items()]
    with pytest.raises(Infeasible) as refused:
        assessed(Scores.of(rows))
    assert refused.value.facts == {"reason": reason}
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "There is no score"),
        ([Score("Hill", "Ada", float("nan"))], "Ada gave Hill is not a number"),
        ([Score("Hill", "Ada", 1), Score("Hill", "Ada", 2)], "Ada scored Hill twice"),
        ([Score("Hill", "Ada", 1, "need")] * 2, "twice for need"),
    ],
)
def test_scores_that_cannot_be_read_are_refused_in_words(rows: list[Score], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        Scores.of(rows)


@pytest.mark.sqlite
def test_ranks_hold_for_all_places_at_once_as_often_as_they_say() -> None:
    def held(seed: int) -> bool:
        scores, true = readings(10, 6, seed)
        standings = ranks(assessed(scores), rng=np.random.default_rng(seed), n_draws=400)
        order = sorted(true, key=lambda place: -true[place])
        return all(
            each.all_lowest <= 1 + order.index(each.place) <= each.all_highest for each in standings
        )

    assert sum(map(held, range(40))) >= 36  # 95 of 100; errors are a little too small


def test_ranks_for_all_at_once_are_wider_than_those_for_one() -> None:
    scores, _ = readings(10, 6, 5)
    for each in ranks(assessed(scores), rng=np.random.default_rng(2), n_draws=2000):
        assert each.all_lowest <= each.lowest <= each.rank <= each.highest <= each.all_highest


def test_drawn_strengths_spread_as_the_errors_say() -> None:
    found = assessed(readings(6, 4, 2)[0])
    draws = drawn(found, rng=np.random.default_rng(3), n_draws=20_000)
    middle = [each.strength for each in found.strengths]
    assert draws.mean(axis=0) == pytest.approx(middle, abs=0.1)
    assert np.cov(draws.T) == pytest.approx(found.covariance, abs=0.3)


def test_how_sure_must_be_a_share_and_draws_enough() -> None:
    found = assessed(readings(6, 4, 2)[0])
    with pytest.raises(InvalidInput, match="Be between"):
        ranks(found, rng=np.random.default_rng(1), sure=1)
