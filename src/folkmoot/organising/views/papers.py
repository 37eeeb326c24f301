"""Signed papers of agreements."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.files.answers import sent
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, rules
from folkmoot.organising.forms import PaperForm
from folkmoot.organising.models import Agreement, AgreementPaper
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest


@door(Agreement, Permission.LISTEN)
@require_http_methods(METHODS)
def add_paper(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Keep a paper that was signed."""
    if why := rules.why_not_keep_paper(agreement, n_papers=agreement.papers.count()):
        return refused(request, why)
    form = PaperForm(posted(request), request.FILES if request.method == "POST" else None)
    answer = changed(
        request,
        form,
        lambda at: actions.keep_paper(
            agreement=agreement, checked=form.cleaned_data["paper"], by=request.user, at=at
        ),
        "The paper is kept.",
        lambda _: redirect("organising:one_agreement", agreement.ref),
    )
    return answer or show(
        request, "one", form, place=agreement.place, heading="Keep the signed paper"
    )


@door(AgreementPaper, Permission.LISTEN)
@require_GET
def paper(request: SignedInRequest, paper: AgreementPaper) -> HttpResponseBase:
    """The paper itself, to save."""
    return sent(request, paper.file)


@door(AgreementPaper, Permission.LISTEN)
@require_POST
def paper_off(request: SignedInRequest, paper: AgreementPaper) -> HttpResponse:
    """It was the wrong one."""
    return then(
        request,
        lambda at: actions.take_paper_off(paper=paper, by=request.user, at=at),
        "The paper is gone.",
        redirect("organising:one_agreement", paper.agreement.ref),
    )
