"""A place and its supporter agree on days, give them, and count them the same."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.awards.actions import support
from folkmoot.awards.forms.support import read_days
from folkmoot.awards.models import (
    DELIVERY_ONWARDS,
    SUPPORT_ONWARDS,
    Delivery,
    DeliveryStage,
    SupportPackage,
    SupportPromise,
    SupportStage,
)
from folkmoot.awards.models.days import days
from folkmoot.awards.queries.support import contractor_page, support_page
from folkmoot.awards.tests.makers import NOON, TODAY
from folkmoot.awards.tests.support_makers import (
    IN_STAGE,
    active,
    agreed,
    by_both,
    confirmed,
    contractor,
    convenor,
    designed,
    first,
    grant_manager,
    noted,
)
from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.places.tests.makers import a_place
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Take back what was tried."""


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@given(st.integers(0, 4_000))
@pytest.mark.sqlite
def test_days_are_read_as_they_are_said(n_quarters: int) -> None:
    said = days(n_quarters).partition(" ")[0]
    assert read_days("0" if said == "no" else said) == n_quarters


def test_it_is_in_force_when_both_have_agreed_and_they_are_two_people() -> None:
    package = designed()
    both = convenor(package)
    support.agree_support(package=package, side="place", by=both, at=NOON)
    with pytest.raises(Refused, match="It takes somebody else"):
        support.agree_support(package=package, side="supporter", by=both, at=NOON)
    package = support.agree_support(
        package=package, side="supporter", by=contractor(package), at=NOON
    )
    assert package.stage == "AGREED"
    with pytest.raises(DatabaseError, match="What both agreed to stays"), transaction.atomic():
        SupportPromise.objects.update(n_quarters=1)


def test_who_agreed_is_asked_again_when_the_words_change() -> None:
    package = designed()
    support.agree_support(package=package, side="place", by=convenor(package), at=NOON)
    support.promise_days(item=first(package), n_quarters=8, by=contractor(package), at=NOON)
    assert package.versions.get().place_agreed_by is None


def test_a_revision_keeps_the_old_version_which_holds_until_both_agree() -> None:
    package = active()
    item = first(package)
    support.revise_support(package=package, why="More to do", by=convenor(package), at=NOON)
    with pytest.raises(Refused, match="1½ days of “Thing 1” have been given"):
        support.promise_days(item=item, n_quarters=5, by=convenor(package), at=NOON)
    support.promise_days(item=item, n_quarters=60, by=convenor(package), at=NOON)
    package.refresh_from_db()
    page = support_page(package, convenor(package), at=NOON)
    assert (page.days.promised, page.rows[0].written) == (40, 60)
    noted(package, 4)  # the version in force goes on meanwhile
    package = by_both(package)
    page = support_page(package, convenor(package), at=NOON)
    assert (package.stage, page.days.promised, page.days.left) == ("ACTIVE", 60, 50)
    kept = SupportPromise.objects.filter(item=item).order_by("version__number")
    assert [each.n_quarters for each in kept] == [40, 60]


@settings(max_examples=15, deadline=None)
@given(
    promised=st.lists(st.integers(1, 40), min_size=1, max_size=3),
    given_=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 16), st.sampled_from("NCQB"))),
)
@pytest.mark.sqlite
def test_what_is_left_is_always_what_was_promised_less_its_parts(
    promised: list[int], given_: list[tuple[int, int, str]]
) -> None:
    with transaction.atomic():
        package = agreed(None, *promised)
        items = list(package.items.all())
        for at, quarters, then in given_:
            item = items[at % len(items)]
            item.package = package
            try:
                delivery = noted(package, quarters, item)
            except Refused:
                continue
            if then == "C":
                support.confirm_delivery(delivery=delivery, by=convenor(package), at=NOON)
            elif then == "Q":
                support.question_delivery(
                    delivery=delivery, question="When?", by=convenor(package), at=NOON
                )
            elif then == "B":
                support.take_back_delivery(delivery=delivery, by=contractor(package), at=NOON)
        page = support_page(package, convenor(package), at=NOON)
        whole = contractor_page(contractor(package)).days
        assert page.days == whole
        assert page.days.promised == sum(promised)
        assert page.days.confirmed + page.days.noted + page.days.left == page.days.promised
        assert all(row.days.left >= 0 for row in page.rows)
        assert page.days.left == sum(row.days.left for row in page.rows)
        transaction.set_rollback(True)


def test_no_more_is_given_than_is_promised_by_the_rules_nor_in_the_database() -> None:
    package = agreed(None, 4)
    with pytest.raises(Refused, match="Only 1 day of this are left"):
        noted(package, 5)
    with pytest.raises(DatabaseError, match="No more days"), transaction.atomic():
        Delivery.objects.create(
            item=first(package), on_date=TODAY, n_quarters=5, what="x", noted_at=NOON,
            noted_by=contractor(package),
        )  # fmt: skip
    questioned = support.question_delivery(
        delivery=noted(package, 4), question="Which day?", by=convenor(package), at=NOON
    )
    noted(package, 3)
    with pytest.raises(Refused, match="Only ¼ day"):
        support.mend_delivery(
            delivery=questioned, n_quarters=4, what="x", by=contractor(package), at=NOON
        )


def test_days_outside_the_support_or_yet_to_come_are_refused() -> None:
    package = agreed()
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Refused, match="outside this support"):
            support.note_delivery(
                item=first(package), n_quarters=1, what="x", on_date=day,
                by=contractor(package), at=NOON,
            )  # fmt: skip


def test_nobody_confirms_what_they_noted_and_what_is_confirmed_stays() -> None:
    delivery = noted(agreed())
    with pytest.raises(Refused, match="You noted this yourself"):
        support.confirm_delivery(delivery=delivery, by=delivery.noted_by, at=NOON)
    done = confirmed(agreed(a_place("Saltmarsh Quay")))
    with pytest.raises(DatabaseError, match="What was confirmed stays"), transaction.atomic():
        Delivery.objects.filter(pk=done.pk).update(n_quarters=1)


@pytest.mark.parametrize("stage", DeliveryStage.values)
def test_the_database_lets_a_day_go_only_where_the_rules_do(stage: str) -> None:
    delivery = noted(agreed())
    by = convenor(delivery.item.package)
    facts: dict[str, Any] = {"answered_by": by, "question": "When?"}
    Delivery.objects.filter(pk=delivery.pk).update(stage=stage, **facts)
    moves = {each for each in DeliveryStage.values if goes(Delivery, delivery.pk, each)}
    assert moves == {stage, *DELIVERY_ONWARDS[stage]}


@pytest.mark.parametrize("stage", SupportStage.values)
def test_the_database_lets_support_go_only_where_the_rules_do(stage: str) -> None:
    package = IN_STAGE[stage]()
    ends = {"ended_at": NOON, "ended_because": "So"}
    moves = {
        each
        for each in SupportStage.values
        if goes(SupportPackage, package.pk, each, **(ends if each == "ENDED" else {}))
    }
    assert moves == {stage, *SUPPORT_ONWARDS[stage]}


def goes(model: Any, key: object, stage: str, **facts: Any) -> bool:
    try:
        with transaction.atomic():
            model.objects.filter(pk=key).update(stage=stage, **facts)
            raise Undone
    except Undone:
        return True
    except DatabaseError:
        return False


def test_a_rating_is_read_by_those_the_place_says_and_averages_wait_for_three_places() -> None:
    packages = [active(a_place(name)) for name in ("A", "B", "C")]
    helper = contractor(packages[0])
    for number, package in enumerate(packages, 3):
        averages = [each.average for each in contractor_page(helper).ratings]
        assert averages == [None] * bool(averages)
        support.rate_support(
            item=first(package), stars=number, words="Secret words", by=convenor(package), at=NOON
        )
    assert [each.average for each in contractor_page(helper).ratings] == [4.0]
    path = f"/support/{packages[0].ref}/"
    assert "Secret words" not in browser_of(helper).get(path).content.decode()
    for reader in (convenor(packages[0]), grant_manager(packages[0])):
        assert "Secret words" in browser_of(reader).get(path).content.decode()
    support.rate_support(
        item=first(packages[0]), stars=5, words="Secret words", is_shown_to_supporter=True,
        by=convenor(packages[0]), at=NOON,
    )  # fmt: skip
    assert "Secret words" in browser_of(helper).get(path).content.decode()
