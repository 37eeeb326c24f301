"""An author's own pages: see, change, withdraw, invite. Opened by account or private link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import (
    BecauseForm,
    ConsentForm,
    DraftForm,
    InviteForm,
    NameForm,
)
from folkmoot.ideas.http import author_door, authors_opened, forget_authors, remember_author
from folkmoot.ideas.models import Author, Proposal, Stage
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import signed_in_door
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.people.http import SignedInRequest, account_of


@signed_in_door
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """Everything I am an author of."""
    return render(request, "ideas/mine.html", {"rows": queries.proposals_by(request.user)})


@author_door
@require_GET
def own(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Where my proposal stands and what I can do with it."""
    part = queries.open_merger_of(proposal)
    asked = queries.asked_in(part.merger) if part else []
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "author": author,
        "whole": queries.proposal_page(proposal, at=clock.now()),
        "authors": proposal.authors.filter(declined_at__isnull=True, left_at__isnull=True),
        "invite": InviteForm(),
        "name": NameForm(initial={"shown_name": author.shown_name}),
        "merger": part.merger if part else None,
        "i_am_asked": any(a.author.pk == author.pk and a.consent is None for a in asked),
        "why_not_edit": rules.why_not_edit(proposal),
        "why_not_withdraw": rules.why_not_withdraw(proposal),
        "why_not_invite": rules.why_not_invite(proposal),
        "why_not_leave": rules.why_not_leave(author),
        "why_not_reach": rules.why_not_reach(author),
        "is_public": proposal.stage != Stage.HELD,
        "why_not_put": rules.why_not_put(queries.welcome_of(proposal.place)),
    }
    return render(request, "ideas/own.html", context)


@author_door
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Mend the words. The earlier ones stay readable."""
    if why := rules.why_not_edit(proposal):
        return refused(request, why)
    place = proposal.place
    themes = queries.welcome_of(place).themes
    if request.method == "POST":
        form = DraftForm(request.POST, place=place, themes=themes)
        told = request.POST.get("seen", "")
        seen = int(told) if told.isdecimal() and len(told) < 6 else None
        if form.is_valid():
            try:
                actions.change_text(
                    proposal=proposal,
                    draft=form.draft(),
                    author=author,
                    by=account_of(request),
                    at=clock.now(),
                    seen=seen,
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
                proposal.refresh_from_db()
            else:
                messages.success(request, "Kept. The earlier words stay readable in the history.")
                return redirect("ideas:own", proposal.ref)
    else:
        form, seen = DraftForm.filled_with(proposal, place=place, themes=themes), proposal.version
    theirs = seen is not None and seen != proposal.version and bool(form.errors)
    context = {"proposal": proposal, "place": place, "form": form, "theirs": theirs}
    return render(request, "ideas/change.html", context, status=422 if form.errors else 200)


@author_door
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Take it back, after a moment's thought."""
    if why := rules.why_not_withdraw(proposal):
        return refused(request, why)
    form = BecauseForm(
        request.POST or None, label="Would you like to say why? Everyone can read it.", needed=False
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_proposal(
                proposal=proposal,
                because=form.cleaned_data["because"],
                author=author,
                by=account_of(request),
                at=clock.now(),
            )
        except Refused as refusal:
            return refused(request, refusal)
        messages.success(request, "Your proposal is withdrawn.")
        return redirect("ideas:proposal", proposal.ref)
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return render(request, "ideas/withdraw.html", context, status=422 if form.errors else 200)


@author_door
@require_POST
def invite(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Ask someone to be an author too."""
    form, now = InviteForm(request.POST), clock.now()
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["email"]))
        return redirect("ideas:own", proposal.ref)
    try:
        if too_often := comes_too_often(request, "invite", at=now):
            return refused(request, too_often, status=429)
        actions.invite_author(
            proposal=proposal,
            email=form.cleaned_data["email"],
            author=author,
            by=account_of(request),
            at=now,
        )
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, "Asked. Their name is shown only once they say yes.")
    return redirect("ideas:own", proposal.ref)


@author_door
@require_POST
def name(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Change the name shown."""
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["shown_name"]))
        return redirect("ideas:own", proposal.ref)
    actions.show_name_as(
        author=author,
        shown_name=form.cleaned_data["shown_name"],
        by=account_of(request),
        at=clock.now(),
    )
    messages.success(request, "Kept. This is the name shown now.")
    return redirect("ideas:own", proposal.ref)


@author_door
@require_POST
def leave(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Stop being an author."""
    try:
        actions.step_back(author=author, by=account_of(request), at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, "Done. Your name is off this proposal.")
    return redirect("ideas:proposal", proposal.ref)


@author_door
@require_POST
def again(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Put forward again what people did not choose."""
    now = clock.now()
    try:
        made = actions.put_again(proposal=proposal, author=author, by=account_of(request), at=now)
    except Refused as refusal:
        return refused(request, refusal)
    if str(author.pk) in authors_opened(request, now):  # their link opens what came of it, too
        remember_author(request, made.authors.get(person=author.person_id), now)
    messages.success(request, "It is put forward again. Officers look at it afresh.")
    return redirect("ideas:own", made.ref)


@author_door
@require_http_methods(["GET", "POST"])
def forget(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Forget who I am; the proposal stays, by "A resident"."""
    if request.method == "POST":
        actions.forget_author(author=author, by=account_of(request), at=clock.now())
        forget_authors(request)
        messages.success(request, "Done. Your name and how to reach you are gone from here.")
        return redirect("ideas:proposals")
    context = {"proposal": proposal, "place": proposal.place}
    return render(request, "ideas/forget.html", context)


@author_door
@require_http_methods(["GET", "POST"])
def merger(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Yes or no to becoming part of another."""
    part = queries.open_merger_of(proposal)
    if part is None:
        return refused(request, "Nobody is asking you anything about this proposal now.")
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.answer_merger(
                merger=part.merger,
                author=author,
                is_yes=form.is_yes,
                words=form.cleaned_data["words"],
                by=account_of(request),
                at=clock.now(),
            )
        except Refused as refusal:
            return refused(request, refusal)
        messages.success(request, "Thank you. Your answer is kept.")
        if done.made:
            return redirect("ideas:proposal", done.made.ref)
        return redirect("ideas:own", proposal.ref)
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "merger": part.merger,
        "asked": queries.asked_in(part.merger),
        "parts": part.merger.parts.select_related("proposal"),
        "facts": queries.text_facts(part.merger),
        "form": form,
    }
    return render(request, "ideas/own_merger.html", context, status=422 if form.errors else 200)
