"""Reasons begin from what is known already, and lose nothing by it."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from scipy.optimize import milp

from folkmoot.methods.selection import Question, choose, explained
from folkmoot.methods.selection.nearing import Nearby
from folkmoot.methods.selection.tests.oracle import all_choices
from folkmoot.methods.selection.tests.test_selection import a_round, questions


def test_reasons_are_found_from_what_is_known_and_hardly_ever_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The hardest there is: 25 of 60, so that very many choices are nearly as strong."""
    regions = a_round(60, 4).aims[0]
    hard = replace(
        a_round(60, 4), budget=430_000_000, least=23, most=25,
        aims=(replace(regions, most=5), *a_round(60, 4).aims[2:]),
    )  # fmt: skip
    n_asked: Counter[str] = Counter()

    def counted(*args: Any, **kwargs: Any) -> Any:
        n_asked["anew"] += 1
        return milp(*args, **kwargs)

    monkeypatch.setattr("folkmoot.methods.selection.pricing.milp", counted)
    found = explained(hard)
    assert n_asked["anew"] <= 12  # it was one for nearly each of the sixty places
    monkeypatch.undo()
    for standing in found.places[::12]:
        turned = frozenset([standing.place])
        side: dict[str, Any] = {"outside": turned} if standing.chosen else {"inside": turned}
        assert standing.otherwise is not None
        assert choose(replace(hard, **side), n_next=0).best == standing.otherwise.choice


@given(questions())
@settings(max_examples=40, deadline=None)
def test_one_close_by_keeps_every_row_and_is_no_weaker(asked: Question) -> None:
    for start in [frozenset(each) for each in all_choices(asked)[-2:]] or [frozenset[int]()]:
        found = Nearby(asked).climbed(start, asked.inside, asked.outside)
        if asked.keeps(start):
            assert found is not None
            assert asked.strength_of(found) >= asked.strength_of(start)
        if found is not None and asked.inside <= start:
            assert asked.keeps(found)
