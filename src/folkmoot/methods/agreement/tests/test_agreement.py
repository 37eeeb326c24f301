"""Agreement between coders: published answers, a plain count of pairs, and what follows."""

from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.agreement import Coded, alpha, by_theme, kappa

# Each row is a coder, each letter a unit; a dot is a unit they did not code.
PUBLISHED = {
    "Krippendorff 2011, A: two observers, yes or no": (["0100000010", "1110010000"], 0.095),
    "Krippendorff 2011, B: two observers, five names": (["aabbdcccedda", "babbbccceddd"], 0.692),
    "Krippendorff 2011, C: four observers, some missing": (
        ["123321412...", "1233224125.3", ".3332342251.", "12332441251."],
        0.743,
    ),
    "Krippendorff's worked example of three coders, some missing": (
        [".....34121133.3", "1.213343.......", "..21344.21133.4"],
        0.691,
    ),
}
notes = st.lists(st.lists(st.sampled_from("abcd"), max_size=5), max_size=9)
CODERS = ("Ann", "Bea", "Cal")
codings = st.dictionaries(
    st.tuples(st.integers(0, 6), st.sampled_from(CODERS)),
    st.frozensets(st.sampled_from("abc")),
    max_size=20,
)


def units_of(rows: Sequence[str]) -> list[list[str]]:
    return [[each for each in unit if each != "."] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize("which", PUBLISHED)
def test_published_codings_give_their_published_agreement(which: str) -> None:
    rows, answer = PUBLISHED[which]
    found = alpha(units_of(rows))
    assert found.value is not None
    assert round(float(found.value), 3) == answer


def test_the_account_of_four_observers_is_that_of_the_book() -> None:
    found = alpha(units_of(PUBLISHED["Krippendorff 2011, C: four observers, some missing"][0]))
    assert (found.n_units, found.n_values) == (11, 40)
    assert found.rule == "alpha/nominal/1"


def by_pairs(units: Sequence[Sequence[Hashable]]) -> Fraction | None:
    """Alpha again, plainly: every ordered pair inside a unit, and every ordered pair at all."""
    kept = [unit for unit in units if len(unit) > 1]
    everything = [value for unit in kept for value in unit]
    differing = (
        Fraction(sum(one != other for one, other in permutations(unit, 2)), len(unit) - 1)
        for unit in kept
    )
    inside = sum(differing, Fraction(0))
    across = sum(one != other for one, other in permutations(everything, 2))
    if not across:
        return None
    n = len(everything)
    return 1 - (inside / n) / Fraction(across, n * (n - 1))


@given(notes)
def test_alpha_is_a_plain_count_of_pairs_that_differ(units: list[list[str]]) -> None:
    assert alpha(units).value == by_pairs(units)


@given(notes)
def test_neither_the_order_of_coders_nor_of_notes_matters(units: list[list[str]]) -> None:
    assert alpha(units) == alpha([unit[::-1] for unit in units][::-1])


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=1))
def test_kappa_is_what_a_table_of_two_by_two_says(pairs: list[tuple[str, str]]) -> None:
    n = Fraction(len(pairs))
    by = {(x, y): pairs.count((x, y)) / n for x in "ab" for y in "ab"}
    same = by["a", "a"] + by["b", "b"]
    rows, columns = by["a", "a"] + by["a", "b"], by["a", "a"] + by["b", "a"]
    chance = rows * columns + (1 - rows) * (1 - columns)
    assert kappa(pairs).value == ((same - chance) / (1 - chance) if chance != 1 else None)


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3), max_size=9))
def test_where_every_note_has_one_theme_the_whole_is_plain_alpha(units: list[list[str]]) -> None:
    coded = [
        Coded(number, coder, frozenset(theme))
        for number, unit in enumerate(units)
        for coder, theme in enumerate(unit)
    ]
    assert by_theme(coded, "abcd")[0].value == alpha(units).value


@given(codings)
def test_each_theme_is_plain_alpha_of_there_or_not(
    found: dict[tuple[int, str], frozenset[str]],
) -> None:
    coded = [Coded(unit, coder, themes) for (unit, coder), themes in found.items()]
    _, each = by_theme(coded, "abc")
    for one in each:
        said: dict[int, list[bool]] = {}
        for (unit, _), themes in found.items():
            said.setdefault(unit, []).append(one.theme in themes)
        assert one.agreement.value == by_pairs(list(said.values()))
        assert one.n_both + one.n_some <= one.agreement.n_units


def test_what_only_one_person_coded_says_nothing_of_agreement() -> None:
    assert alpha([["a"], ["b"], []]).value is None
    assert alpha([]).n_units == 0
    assert kappa([]).value is None
    assert by_theme([Coded("n", "Ann", frozenset("a"))], "a")[0].value is None


def test_the_later_coding_of_a_note_by_one_person_stands() -> None:
    codes = [("n", "Ann", "a"), ("n", "Bea", "b"), ("n", "Ann", "b"), ("m", "Ann", "a")]
    codes.append(("m", "Bea", "a"))
    whole, _ = by_theme([Coded(u, c, frozenset(t)) for u, c, t in codes], "ab")
    assert whole.value == 1
