"""What both signed changes by a variation: small ones at once, others by three people."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.awards import actions
from folkmoot.awards.actions import Wanted
from folkmoot.awards.actions.awards import digest_of
from folkmoot.awards.models import VARIATION_ONWARDS, Award, Spending, Variation
from folkmoot.awards.returning.periods import spread
from folkmoot.awards.returning.varying import Change, is_small
from folkmoot.awards.tests.makers import (
    NOON,
    accepted,
    an_award,
    holder,
    some_returns,
)
from folkmoot.awards.tests.varied import (
    NUDGED,
    a_variation,
    approved,
    asked,
    assessed,
    decided_on,
    in_force,
)
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import someone

database = pytest.mark.django_db


def budget(award: Award) -> dict[str, int]:
    return dict(award.budget.values_list("heading", "pence"))


@database
def test_above_the_tolerance_both_sign_a_document_of_its_own() -> None:
    variation = in_force(
        Wanted("More rooms", {1: 15_000_000, 2: 8_000_000}, [("Bunting", 1_000_000)],
               NOON.date() + timedelta(900), "What was chosen, and a fair.")
    )  # fmt: skip

    award = Award.objects.get()
    assert budget(award) == {"People": 15_000_000, "Rooms": 8_000_000, "Bunting": 1_000_000}
    assert (award.ends_date, award.purpose) == (variation.ends_date, variation.purpose)
    assert (award.n_varied, award.awarded_pence) == (1, 24_000_000)
    assert award.document_sha256 == digest_of(award.terms)  # as it was signed
    assert variation.document_sha256 == digest_of(variation.document)
    assert award.document_sha256 in variation.document
    hands = {variation.submitted_by_id, variation.assessed_by_id, variation.decided_by_id}
    assert len(hands) == 3


@database
def test_within_the_tolerance_the_recipient_changes_it_alone_and_it_is_told() -> None:
    variation = asked(NUDGED)

    assert (variation.stage, variation.is_small, variation.document) == ("APPLIED", True, "")
    assert budget(variation.award) == {"People": 17_500_000, "Rooms": 6_500_000}
    assert variation.award.document_sha256 == digest_of(variation.award.terms)


@database
def test_many_small_changes_are_not_small_together() -> None:
    award = an_award()
    asked(NUDGED, award)

    again = asked(Wanted("More still", {1: 17_300_000, 2: 6_700_000}), award)

    assert (again.stage, again.is_small) == ("SUBMITTED", False)


@database
@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Wanted("More", {1: 18_000_001}), "add up to £240,000.01, and the award is £240,000"),
        (Wanted("", {1: 17_000_000, 2: 7_000_000}), "Say why"),
        (Wanted("Hm"), "Nothing changes"),
        (Wanted("Over", ends_date=NOON.date() - timedelta(1)), "on a day that is over"),
        (Wanted("New", {1: 17_000_000}, [(" ", 1_000_000)]), "Each line says what it is for"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wanted: Wanted, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        a_variation(wanted)


@database
def test_one_variation_is_on_its_way_at_a_time() -> None:
    first = a_variation()

    with pytest.raises(Refused, match="Another variation is on its way"):
        a_variation(NUDGED, first.award)
    actions.withdraw_variation(variation=first, because="Not now", by=holder(first.award), at=NOON)
    a_variation(NUDGED, first.award)


@database
def test_whoever_asked_or_looked_does_not_decide() -> None:
    made = assessed()
    for one in (made.submitted_by, made.assessed_by):
        assert one
        with pytest.raises(Refused, match="It takes somebody else"):
            actions.approve_variation(variation=made, by=one, at=NOON)
        with pytest.raises(DatabaseError), transaction.atomic():
            Variation.objects.filter(pk=made.pk).update(
                stage="APPROVED", decided_by=one, decided_at=NOON
            )


@database
def test_the_database_changes_a_signed_budget_by_an_approved_variation_only() -> None:
    award = in_force().award
    line = award.budget.get(number=2)

    for change in (
        lambda: award.budget.filter(number=2).update(pence=1),
        lambda: award.budget.create(number=9, heading="More", pence=0),
        lambda: line.delete(),
        lambda: Variation.objects.update(document="Other words"),
        lambda: award.variations.get().lines.update(becomes_pence=1),
        lambda: Variation.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@database
def test_the_plan_of_returns_follows_the_budget() -> None:
    award = an_award()
    accepted(some_returns(award)[0])

    in_force(Wanted("More rooms", {1: 15_000_000, 2: 8_000_000}, [("Fair", 1_000_000)]), award)

    for line in award.budget.all():
        planned = Spending.objects.filter(line=line).values_list("planned_pence", flat=True)
        assert sum(planned) == line.pence, line


Go = Callable[[Variation, Account], object]
LEADS_TO: dict[str, Go] = {
    "SUBMITTED": lambda v, by: actions.submit_variation(variation=v, by=by, at=NOON),
    "ASSESSED": lambda v, by: actions.assess_variation(
        variation=v, assessment="So", by=by, at=NOON
    ),
    "APPROVED": lambda v, by: actions.approve_variation(variation=v, by=by, at=NOON),
    "REFUSED": lambda v, by: actions.refuse_variation(variation=v, because="No", by=by, at=NOON),
    "APPLIED": lambda v, by: actions.apply_variation(variation=v, by=by, at=NOON),
    "WITHDRAWN": lambda v, by: actions.withdraw_variation(
        variation=v, because="No", by=by, at=NOON
    ),
}
STANDS: dict[str, Callable[[], Variation]] = {
    "DRAFT": a_variation,
    "SUBMITTED": asked,
    "ASSESSED": assessed,
    "APPROVED": approved,
    "APPLIED": in_force,
    "REFUSED": lambda: actions.refuse_variation(
        variation=assessed(), because="No", by=someone("Third"), at=NOON
    ),
}


@database
@pytest.mark.parametrize("stage", list(STANDS))
def test_a_variation_goes_only_where_its_stage_leads(stage: str) -> None:
    variation, by = STANDS[stage](), someone("Somebody new")
    for target, go in LEADS_TO.items():
        fresh = Variation.objects.get(pk=variation.pk)
        # A draft is approved by being small, and by nobody.
        may = target in VARIATION_ONWARDS[stage] and (stage, target) != ("DRAFT", "APPROVED")
        with transaction.atomic():
            if may:
                go(fresh, by)
            else:
                with pytest.raises(Refused):
                    go(fresh, by)
            transaction.set_rollback(True)


@database
def test_random_variations_one_after_the_other_always_add_up() -> None:
    rng, award = random.Random(7), an_award()
    some_returns(award)
    for _ in range(6):
        lines = list(award.budget.values_list("number", flat=True))
        parts = spread(award.awarded_pence, len(lines))
        move = rng.randrange(1, parts[-1])
        parts[0], parts[-1] = parts[0] + move, parts[-1] - move
        wanted = Wanted("Again", dict(zip(lines, parts, strict=True)))
        made = asked(wanted, award)
        if not made.is_small:
            decided_on(made)
        assert sum(award.budget.values_list("pence", flat=True)) == award.awarded_pence
        for line in award.budget.all():
            planned = Spending.objects.filter(line=line).values_list("planned_pence", flat=True)
            assert sum(planned) == line.pence
    assert Award.objects.get().n_varied == 6


@given(st.integers(0, 10**12), st.integers(1, 60))
def test_a_sum_spread_over_periods_is_the_sum(pence: int, n: int) -> None:
    parts = spread(pence, n)

    assert sum(parts) == pence
    assert max(parts) - min(parts) <= 1


@given(st.integers(1, 10**9), st.integers(0, 50), st.integers(-(10**9), 10**9))
def test_small_is_within_the_tolerance_to_the_penny(signed: int, percent: int, by: int) -> None:
    change = [Change(1, "People", signed, signed + by)]

    found = is_small(change, percent=percent, moved={}, otherwise=False)

    assert found == (100 * abs(by) <= percent * signed)
