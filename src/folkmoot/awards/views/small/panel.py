"""The panel: declare, read, say."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from folkmoot.awards.actions import small as actions
from folkmoot.awards.forms.small import InterestForm, SayForm
from folkmoot.awards.models import PanelAnswer, Panellist, SmallGrant
from folkmoot.awards.views.small.answers import panel_door, show, to_fund
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest


@panel_door
@require_http_methods(METHODS)
def say(request: SignedInRequest, grant: SmallGrant, panellist: Panellist) -> HttpResponse:
    """First what one gains from it, then what one says; never what others said."""
    answer = grant.answers.filter(panellist=panellist).first()
    if answer is None and grant.stage == "PUT":
        return _declare(request, grant, panellist)
    if answer is None or answer.has_interest or grant.stage != "PUT":
        return show(request, "said", fund=grant.fund, grant=grant, answer=answer)
    return _say(request, grant, answer)


def _declare(request: SignedInRequest, grant: SmallGrant, panellist: Panellist) -> HttpResponse:
    form = InterestForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.declare_interest(
            grant=grant,
            panellist=panellist,
            has_interest=form.is_interested,
            interest=form.cleaned_data["interest"],
            by=request.user,
            at=at,
        ),
        "Kept.",
        lambda _: redirect("small_grants:say", grant.ref),
    )
    return answer or show(
        request, "declare", form, fund=grant.fund, grant=grant, group=list(grant.group.all())
    )


def _say(request: SignedInRequest, grant: SmallGrant, answer: PanelAnswer) -> HttpResponse:
    said = {"says": answer.says, "pence": answer.pence or None, "because": answer.because}
    form = SayForm(posted(request), initial=said)
    onward = made(
        request,
        form,
        lambda at: actions.say_on_small_grant(
            answer=answer, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. You can change it until all is decided.",
        lambda _: to_fund(grant.fund),
    )
    return onward or show(request, "say", form, fund=grant.fund, grant=grant)
