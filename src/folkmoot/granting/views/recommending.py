"""Why, a set made by hand beside the best, and what the panel recommends."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.granting import actions
from folkmoot.granting.forms.choosing import RecommendForm, RivalForm
from folkmoot.granting.forms.panels import ReasonForm
from folkmoot.granting.models import Choice
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.queries import choice_pages as pages
from folkmoot.granting.rules import choice as rules
from folkmoot.granting.views.choosing import may_in, refs_of
from folkmoot.granting.views.showing import one, page
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted
from folkmoot.people.http import SignedInRequest


@door(Choice, Permission.CHOICE_SEE)
@never_cache
@require_GET
def reasons(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """Why each application is in or out."""
    return page(request, "choice/reasons", choice=choice, rows=pages.reasons_in(choice))


@door(Choice, Permission.CHOICE_SEE)
@never_cache
@require_GET
def rival(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """A set put together by hand, beside the best."""
    asked = queries.question_in(choice)
    found = asked.answer()
    sent = request.GET if "chosen" in request.GET else None
    form = RivalForm(sent, names=queries.names_in(choice), initial={"chosen": list(refs_of(found))})
    beside = None
    if sent is not None and form.is_valid() and found.best:
        beside = pages.rival_in(asked, found.best.refs, form.cleaned_data["chosen"])
    return page(
        request, "choice/rival", form, choice=choice, found=found, beside=beside,
        may=may_in(request, choice),
    )  # fmt: skip


@door(Choice, Permission.PANEL_LEAD)
@require_http_methods(METHODS)
def recommend(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """The panel recommends a set, with its reasons."""
    if why := rules.why_not_change_choice(choice):
        return refused(request, why)
    began = request.GET.getlist("chosen")
    if request.method == "GET" and not began:
        began = list(refs_of(queries.question_in(choice).answer()))
    form = RecommendForm(posted(request), names=queries.names_in(choice), initial={"chosen": began})
    return one(
        request,
        form,
        lambda at: actions.recommend(
            choice=choice,
            refs=form.cleaned_data["chosen"],
            reserve=form.cleaned_data["reserve"],
            why=form.cleaned_data["why"],
            by=request.user,
            at=at,
        ),
        "Recommended. It is before the funders now.",
        ("choices:decision", choice.ref),
        heading="What the panel recommends",
        button="Recommend this to the funders",
    )


@door(Choice, Permission.PANEL_LEAD)
@require_http_methods(METHODS)
def look_again(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """The panel looks again."""
    form = ReasonForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.look_again(choice=choice, **form.cleaned_data, by=request.user, at=at),
        "The panel looks again.",
        ("choices:choice", choice.ref),
        heading="Look again",
        button="Take the recommendation back",
    )
