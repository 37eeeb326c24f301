"""The funders decide together; letters; publishing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions
from folkmoot.granting.forms.choosing import (
    FeedbackForm,
    FunderForm,
    LetterForm,
    MinutesForm,
    PublishForm,
)
from folkmoot.granting.models import Choice, Letter
from folkmoot.granting.queries import choice_pages as choices
from folkmoot.granting.queries import joint as queries
from folkmoot.granting.rules import choice as rules
from folkmoot.granting.views.showing import one, page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest


@door(Choice, Permission.CHOICE_SEE)
@never_cache
@require_GET
def decision(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """What is recommended, what each funder says, and what it comes to."""
    at = clock.now()
    mine = queries.decides_for(choice, request.user, at=at)
    standing = queries.sum_of(choice)
    answered = {each.funder.pk for each in standing.rows if each.decision}
    return page(
        request,
        "choice/decision",
        choice=choice,
        may=permissions_of(request.user, within=choice.scope, at=at),
        told=choices.recommended_in(choice),
        standing=standing,
        mine=[each for each in mine if each.pk not in answered],
        reserve=choices.reserve_of(choice),
    )


@door(Choice, Permission.CHOICE_DECIDE)
@require_http_methods(METHODS)
def answer_for(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """One funder answers."""
    funders = queries.decides_for(choice, request.user, at=clock.now())
    form = FunderForm(posted(request), funders=funders)
    return one(
        request,
        form,
        lambda at: actions.answer_for(
            choice=choice,
            organisation=form.funder(),
            says=form.cleaned_data["says"],
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        "Kept. An answer stays.",
        ("choices:decision", choice.ref),
        heading="Your funder’s answer",
        lead=f"The panel recommends {len(choice.recommended)} of "
        f"{len(choice.found['standings'])} applications.",
        button="Give this answer",
    )


@door(Choice, Permission.CHOICE_TELL)
@require_http_methods(METHODS)
def settle(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """The minutes, and what the answers come to."""
    form = MinutesForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.settle(
            choice=choice,
            minutes=form.cleaned_data["minutes"],
            reserve_until_date=form.cleaned_data["until"],
            by=request.user,
            at=at,
        ),
        "Decided. The minutes stay with it.",
        ("choices:decision", choice.ref),
        heading="Write the minutes",
        lead=" ".join(queries.sum_of(choice).sum.lines),
        button="Keep the minutes, and close the decision",
    )


@door(Choice, Permission.CHOICE_TELL)
@never_cache
@require_GET
def letters(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """A letter for each, and what holds them up."""
    found = queries.letters_of(choice, at=clock.now())
    why_not = rules.why_not_send_letters(choice, found.held_up, n=len(found.rows))
    return page(request, "choice/letters", choice=choice, found=found, why_not=why_not)


@door(Letter, Permission.CHOICE_TELL)
@never_cache
@require_http_methods(METHODS)
def letter(request: SignedInRequest, letter: Letter) -> HttpResponse:
    """One letter, to read over and write."""
    began = {name: getattr(letter, name) for name in LetterForm.base_fields}
    form = LetterForm(posted(request), initial=began)
    choice = letter.choice
    if request.method == "POST" and (why := rules.why_not_write_letter(choice, stage=letter.stage)):
        return refused(request, why)
    answer = made(
        request,
        form,
        lambda at: actions.write_letter(letter=letter, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda _: redirect("choices:letters", choice.ref),
    )
    return answer or page(
        request,
        "choice/letter",
        form,
        letter=letter,
        choice=choice,
        reason=choices.reason_for(choice, letter.application.ref),
        is_open=not rules.why_not_write_letter(choice, stage=letter.stage),
    )


@door(Choice, Permission.CHOICE_TELL)
@require_POST
def send(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """All together, when every one has its words."""
    return then(
        request,
        lambda at: actions.send_letters(choice=choice, by=request.user, at=at),
        "They are on their way.",
        redirect("choices:letters", choice.ref),
    )


@door(Choice, Permission.CHOICE_TELL)
@require_POST
def stop(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """Stop where it is."""
    return then(
        request,
        lambda at: actions.stop_letters(choice=choice, by=request.user, at=at),
        "It stops at the next one.",
        redirect("choices:letters", choice.ref),
    )


@door(Choice, Permission.CHOICE_TELL)
@require_POST
def go_on(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """Let it go on."""
    return then(
        request,
        lambda at: actions.go_on_with_letters(choice=choice, by=request.user, at=at),
        "It goes on to those who have not got theirs.",
        redirect("choices:letters", choice.ref),
    )


@door(Choice, Permission.CHOICE_TELL)
@require_http_methods(METHODS)
def publish(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """Everybody may read it."""
    form = PublishForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.publish_choice(
            choice=choice, **form.cleaned_data, by=request.user, at=at
        ),
        "Published.",
        ("choices:chosen", choice.ref),
        heading="Publish the choice",
        lead="Which were chosen and why, what was aimed for, and how the funders decided. Nobody "
        "who assessed is named, and no mark is shown.",
        button="Publish it",
    )


@door(Choice, Permission.CHOICE_TELL)
@require_POST
def call_up(request: SignedInRequest, choice: Choice, key: UUID) -> HttpResponse:
    """One in reserve takes the place of one that fell out."""
    piece = get_object_or_404(choice.panel.call.applications, pk=key)
    return then(
        request,
        lambda at: actions.call_up(application=piece, by=request.user, at=at),
        "Called up. Write to them.",
        redirect("choices:decision", choice.ref),
    )


@door(Choice, Permission.CHOICE_TELL)
@require_http_methods(METHODS)
def end_reserve(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """The reserve has run out."""
    form = FeedbackForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.end_reserve(choice=choice, **form.cleaned_data, by=request.user, at=at),
        "The reserve is over.",
        ("choices:decision", choice.ref),
        heading="The reserve has run out",
        button="End it",
    )


@door(Choice)
@require_GET
def chosen(request: HttpRequest, choice: Choice) -> HttpResponse:
    """What was chosen and why, for everybody."""
    if choice.stage != "PUBLISHED":
        return refused(request, "It is not published yet.")
    told: dict[str, Any] = choices.published_in(choice)
    return page(request, "choice/chosen", choice=choice, **told)
