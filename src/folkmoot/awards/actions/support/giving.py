"""Support as it is given: noted, confirmed or questioned, rated, looked back on, ended."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.awards.actions.support.designing import given_of, locked_package
from folkmoot.awards.models import Delivery, SupportItem, SupportPackage, SupportPromise
from folkmoot.awards.rules import support as rules
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def note_delivery(
    *, item: SupportItem, n_quarters: int, what: str, on_date: date, by: Account, at: datetime
) -> Delivery:
    """The supporter notes what they gave; the place confirms it."""
    package = locked_package(item.package_id)
    left = promised_in_force(item) - given_of(item)
    refuse(
        rules.why_not_deliver(package, n_quarters, what, on_date, left=left, today=localdate(at))
    )
    delivery: Delivery = Delivery.objects.create(
        item=item, n_quarters=n_quarters, what=what.strip(), on_date=on_date,
        noted_at=at, noted_by=by,
    )  # fmt: skip
    if item.next_date and item.next_date <= on_date:
        item.next_date = None
        item.save(update_fields=["next_date"])
    if package.stage in ("AGREED", "REVIEWED"):
        package.stage = "ACTIVE"
        package.save(update_fields=["stage"])
    record("support_noted", about=package, by=by, at=at, quarters=n_quarters)
    return delivery


@transaction.atomic
def plan_next(*, item: SupportItem, next_date: date | None, by: Account, at: datetime) -> None:
    """The supporter says on which day they work on it next; None takes that back."""
    package = locked_package(item.package_id)
    refuse("This support has ended." if package.ended_at else "")
    refuse("That day has passed." if next_date and next_date < localdate(at) else "")
    item.next_date = next_date
    item.save(update_fields=["next_date"])
    record("support_planned", about=package, by=by, at=at, item=str(item.pk))


@transaction.atomic
def confirm_delivery(*, delivery: Delivery, by: Account, at: datetime) -> Delivery:
    """The place says that it was so."""
    delivery = _locked(delivery)
    refuse(rules.why_not_confirm(delivery, by_pk=by.pk))
    return _answered(delivery, "CONFIRMED", by=by, at=at)


@transaction.atomic
def question_delivery(*, delivery: Delivery, question: str, by: Account, at: datetime) -> Delivery:
    """The place says what is not right; it does not count until it is."""
    delivery = _locked(delivery)
    refuse(rules.why_not_question(delivery, question))
    delivery.question = question.strip()
    return _answered(delivery, "ASKED", by=by, at=at)


@transaction.atomic
def mend_delivery(
    *, delivery: Delivery, n_quarters: int, what: str, by: Account, at: datetime
) -> Delivery:
    """The supporter puts right what was questioned."""
    delivery = _locked(delivery)
    refuse(rules.why_not_mend(delivery))
    item = delivery.item
    left = promised_in_force(item) - given_of(item)
    refuse(
        rules.why_not_deliver(
            item.package, n_quarters, what, delivery.on_date, left=left, today=localdate(at)
        )
    )
    delivery.n_quarters, delivery.what = n_quarters, what.strip()
    delivery.stage = "NOTED"
    delivery.save(update_fields=["n_quarters", "what", "stage"])
    record("support_mended", about=item.package, by=by, at=at, quarters=n_quarters)
    return delivery


@transaction.atomic
def take_back_delivery(*, delivery: Delivery, by: Account, at: datetime) -> Delivery:
    """It was not given after all."""
    delivery = _locked(delivery)
    refuse(rules.why_not_take_back_delivery(delivery))
    delivery.stage = "BACK"
    delivery.save(update_fields=["stage"])
    record("support_taken_back", about=delivery.item.package, by=by, at=at)
    return delivery


@transaction.atomic
def rate_support(
    *,
    item: SupportItem,
    stars: int,
    words: str,
    came_of_it: str = "",
    is_shown_to_supporter: bool = False,
    by: Account,
    at: datetime,
) -> SupportItem:
    """What the place thinks of one thing it was given, and who may read that."""
    package = locked_package(item.package_id)
    confirmed = item.deliveries.filter(stage="CONFIRMED").count()
    refuse(rules.why_not_rate(package, stars, words, given=confirmed))
    item.stars, item.rating, item.came_of_it = stars, words.strip(), came_of_it.strip()
    item.rated_at, item.rated_by = at, by
    item.is_shown_to_supporter = is_shown_to_supporter
    item.save(
        update_fields=[
            "stars", "rating", "came_of_it", "rated_at", "rated_by", "is_shown_to_supporter",
        ]
    )  # fmt: skip
    record("support_rated", about=package, by=by, at=at, item=str(item.pk), stars=stars)
    return item


@transaction.atomic
def review_support(
    *, package: SupportPackage, words: str, by: Account, at: datetime
) -> SupportPackage:
    """The place looks back; then it goes on, is revised or ends."""
    package = locked_package(package.pk)
    refuse(rules.why_not_review(package, words))
    package.review, package.reviewed_at, package.reviewed_by = words.strip(), at, by
    package.stage = "REVIEWED"
    package.save(update_fields=["review", "reviewed_at", "reviewed_by", "stage"])
    record("support_reviewed", about=package, by=by, at=at)
    return package


@transaction.atomic
def go_on_with_support(*, package: SupportPackage, by: Account, at: datetime) -> SupportPackage:
    """As it is."""
    package = locked_package(package.pk)
    refuse(rules.why_not_go_on(package))
    package.stage = "ACTIVE"
    package.save(update_fields=["stage"])
    record("support_goes_on", about=package, by=by, at=at)
    return package


@transaction.atomic
def end_support(
    *, package: SupportPackage, because: str, by: Account, at: datetime
) -> SupportPackage:
    """It is over; everything about it stays readable, for whoever supports the place next."""
    package = locked_package(package.pk)
    waiting = Delivery.objects.filter(item__package=package, stage__in=["NOTED", "ASKED"])
    refuse(rules.why_not_end_support(package, because, waiting=waiting.count()))
    package.stage, package.ended_at, package.ended_because = "ENDED", at, because.strip()
    package.save(update_fields=["stage", "ended_at", "ended_because"])
    record("support_ended", about=package, by=by, at=at)
    return package


def promised_in_force(item: SupportItem) -> int:
    """Quarter days the version in force promises for an item."""
    rows = SupportPromise.objects.filter(item=item, version__in_force_at__isnull=False)
    newest = rows.order_by("-version__number").first()
    return newest.n_quarters if newest else 0


def _locked(delivery: Delivery) -> Delivery:
    package = locked_package(delivery.item.package_id)
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("item")
    found: Delivery = rows.get(pk=delivery.pk)
    found.item.package = package
    return found


def _answered(delivery: Delivery, stage: str, *, by: Account, at: datetime) -> Delivery:
    delivery.stage, delivery.answered_at, delivery.answered_by = stage, at, by
    delivery.save(update_fields=["stage", "answered_at", "answered_by", "question"])
    record(
        f"support_delivery_{stage.lower()}",
        about=delivery.item.package,
        by=by,
        at=at,
        quarters=delivery.n_quarters,
    )
    return delivery
