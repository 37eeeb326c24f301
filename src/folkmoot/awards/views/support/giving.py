"""Support, given: noted by the supporter; confirmed, questioned and rated by the place."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.awards.actions import support as actions
from folkmoot.awards.forms.support import (
    DeliveryForm,
    MendForm,
    NextForm,
    QuestionForm,
    RatingForm,
    ReviewForm,
)
from folkmoot.awards.models import SupportPackage
from folkmoot.awards.views.support.answers import asked, delivery_of, item_of, to_package
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.people.http import SignedInRequest


@door(SupportPackage, Permission.SUPPORT_GIVE)
@require_http_methods(METHODS)
def deliver(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """Note what was given."""
    item = item_of(package, key)
    form = DeliveryForm(posted(request), initial={"on": localdate(clock.now())})
    return asked(
        request,
        package,
        form,
        lambda at: actions.note_delivery(
            item=item,
            n_quarters=form.cleaned_data["quarters"],
            what=form.cleaned_data["what"],
            on_date=form.cleaned_data["on"],
            by=request.user,
            at=at,
        ),
        "Noted. The place confirms it.",
        heading=item.what,
        button="Note it",
    )


@door(SupportPackage, Permission.SUPPORT_GIVE)
@require_http_methods(METHODS)
def plan_next(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """When it goes on."""
    item = item_of(package, key)
    form = NextForm(posted(request), initial={"next": item.next_date})
    return asked(
        request,
        package,
        form,
        lambda at: actions.plan_next(
            item=item, next_date=form.cleaned_data["next"], by=request.user, at=at
        ),
        "Kept.",
        heading=item.what,
        button="Keep this",
    )


@door(SupportPackage, Permission.SUPPORT_AGREE)
@require_POST
def confirm(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """It was so."""
    delivery = delivery_of(package, key)
    return then(
        request,
        lambda at: actions.confirm_delivery(delivery=delivery, by=request.user, at=at),
        "Confirmed.",
        to_package(package),
    )


@door(SupportPackage, Permission.SUPPORT_AGREE)
@require_http_methods(METHODS)
def question(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """Something is not right."""
    delivery = delivery_of(package, key)
    form = QuestionForm(posted(request))
    return asked(
        request,
        package,
        form,
        lambda at: actions.question_delivery(
            delivery=delivery, **form.cleaned_data, by=request.user, at=at
        ),
        "Asked. It does not count until it is put right.",
        heading=delivery.what,
        button="Ask",
    )


@door(SupportPackage, Permission.SUPPORT_GIVE)
@require_http_methods(METHODS)
def mend(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """Put right what was questioned."""
    delivery = delivery_of(package, key)
    told = {"quarters": delivery.n_quarters, "what": delivery.what}
    form = MendForm(posted(request), initial=told)
    return asked(
        request,
        package,
        form,
        lambda at: actions.mend_delivery(
            delivery=delivery,
            n_quarters=form.cleaned_data["quarters"],
            what=form.cleaned_data["what"],
            by=request.user,
            at=at,
        ),
        "Put right. The place confirms it.",
        heading="Put it right",
        lead=f"The place asks: {delivery.question}" if delivery.question else "",
        button="Note it again",
    )


@door(SupportPackage, Permission.SUPPORT_GIVE)
@require_POST
def take_back(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """It was not given after all."""
    delivery = delivery_of(package, key)
    return then(
        request,
        lambda at: actions.take_back_delivery(delivery=delivery, by=request.user, at=at),
        "Taken back.",
        to_package(package),
    )


@door(SupportPackage, Permission.SUPPORT_AGREE)
@require_http_methods(METHODS)
def rate(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """What the place thinks of it."""
    item = item_of(package, key)
    form = RatingForm.of(item, data=posted(request))
    return asked(
        request,
        package,
        form,
        lambda at: actions.rate_support(
            item=item,
            stars=int(form.cleaned_data["stars"]),
            words=form.cleaned_data["words"],
            came_of_it=form.cleaned_data["came_of_it"],
            is_shown_to_supporter=form.cleaned_data["shown"] == "yes",
            by=request.user,
            at=at,
        ),
        "Kept.",
        heading=item.what,
        button="Keep this",
    )


@door(SupportPackage, Permission.SUPPORT_AGREE)
@require_http_methods(METHODS)
def review(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """The place looks back."""
    form = ReviewForm(posted(request), initial={"words": package.review})
    return asked(
        request,
        package,
        form,
        lambda at: actions.review_support(
            package=package, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. Let it go on, or begin another version.",
        heading="Look back",
        button="Keep this",
    )


@door(SupportPackage, Permission.SUPPORT_AGREE)
@require_POST
def go_on(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """As it is."""
    return then(
        request,
        lambda at: actions.go_on_with_support(package=package, by=request.user, at=at),
        "It goes on.",
        to_package(package),
    )
