"""Being asked to join: as an author, as a supporter; and saying something is wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import ContactForm, ReportForm, SupportForm
from folkmoot.ideas.http import remember_author
from folkmoot.ideas.models import Author, Proposal, Support
from folkmoot.kernel import clock, links
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.people.http import account_of


@open_door
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, secret: str) -> HttpResponse:
    """Will you be an author of this too?"""
    author = queries.author_by_secret(secret, at=clock.now())
    if author is None:
        return render(request, "ideas/dead_link.html", status=404)
    if why := rules.why_not_answer_invitation(author):
        return refused(request, why)
    if request.method == "POST" and "no" in request.POST:
        return _declined(request, author)
    account = account_of(request)
    known = {"reach_by": "email", "email": author.invited_email}
    form = ContactForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_invitation(
                author=author, contact=form.contact(), by=account, at=clock.now()
            )
        except Refused as refusal:
            return refused(request, refusal)
        remember_author(request, author, clock.now())
        messages.success(request, "Thank you. You are an author of this proposal now.")
        return redirect("ideas:own", author.proposal.ref)
    context = {"proposal": author.proposal, "place": author.proposal.place, "form": form}
    return render(request, "ideas/asked.html", context, status=422 if form.errors else 200)


def _declined(request: HttpRequest, author: Author) -> HttpResponse:
    try:
        actions.decline_invitation(author=author, by=account_of(request), at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, "That is fine. We have kept nothing of you.")
    return redirect("ideas:proposals")


@door(Proposal)
@require_http_methods(["GET", "POST"])
def support(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """ "I'd support this": at once with an account, else after one press in an e-mail."""
    if why := rules.why_not_support(proposal):
        return refused(request, why)
    now, account = clock.now(), account_of(request)
    form = SupportForm(request.POST or None, at=now)
    if account:
        form.fields["email"].required = False
    if request.method == "POST" and form.is_valid():
        done = _supported(request, proposal, form)
        if done:
            return done
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "form": form,
        "n_supports": proposal.supports.count(),
        "mine": queries.support_by(proposal, account) if account else None,
    }
    return render(request, "ideas/support.html", context, status=422 if form.errors else 200)


def _supported(request: HttpRequest, proposal: Proposal, form: SupportForm) -> HttpResponse | None:
    now, account = clock.now(), account_of(request)
    wants_news = form.cleaned_data["wants_news"]
    if too_often := comes_too_often(request, "support", at=now):
        form.add_error(None, too_often)
        return None
    try:
        if account:
            actions.support_proposal(
                proposal=proposal, email=account.email, wants_news=wants_news, by=account, at=now
            )
            messages.success(request, "Thank you. Your support is counted.")
            return redirect("ideas:proposal", proposal.ref)
        actions.ask_to_confirm_support(
            proposal=proposal,
            email=form.cleaned_data["email"],
            wants_news=wants_news,
            by=None,
            at=now,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    context = {"proposal": proposal, "place": proposal.place, "email": form.cleaned_data["email"]}
    return render(request, "ideas/look_in_your_post.html", context)


@open_door
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One press, so that a machine that reads mail does not do it for you."""
    now = clock.now()
    facts = links.opened("support", token, at=now, within=rules.CONFIRM_WITHIN)
    if not facts:
        return render(request, "ideas/dead_link.html", status=404)
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=facts["proposal"])
    if request.method == "POST":
        try:
            actions.support_proposal(
                proposal=proposal,
                email=facts["email"],
                wants_news=bool(facts["news"]),
                by=None,
                at=now,
            )
        except Refused as refusal:
            return refused(request, refusal)
        messages.success(request, "Thank you. Your support is counted.")
        return redirect("ideas:proposal", proposal.ref)
    context = {"proposal": proposal, "place": proposal.place}
    return render(request, "ideas/confirm.html", context)


@door(Proposal)
@require_POST
def end_support(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Take my support back."""
    account = account_of(request)
    mine = queries.support_by(proposal, account) if account else None
    if mine is None:
        return refused(request, "You do not support this now.")
    try:
        actions.end_support(support=mine, by=account, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, "Your support is taken back.")
    return redirect("ideas:proposal", proposal.ref)


@open_door
@require_http_methods(["GET", "POST"])
def stop_news(request: HttpRequest, token: str) -> HttpResponse:
    """No more e-mails about this proposal."""
    key = links.read("news", token).get("support")
    mine = Support.objects.filter(pk=key).select_related("proposal__place").first() if key else None
    if mine is None:
        return render(request, "ideas/dead_link.html", status=404)
    if request.method == "POST":
        actions.stop_news(support=mine, by=None, at=clock.now())
        messages.success(request, "You will hear no more of it. Your support still counts.")
        return redirect("ideas:proposal", mine.proposal.ref)
    context = {"proposal": mine.proposal, "place": mine.proposal.place}
    return render(request, "ideas/stop_news.html", context)


@door(Proposal)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Ask the team to look at what is shown."""
    if why := rules.why_not_report(proposal):
        return refused(request, why)
    now = clock.now()
    form = ReportForm(request.POST or None, at=now)
    if request.method == "POST" and form.is_valid():
        if too_often := comes_too_often(request, "report", at=now):
            form.add_error(None, too_often)
        else:
            actions.report_proposal(
                proposal=proposal,
                ground=form.cleaned_data["ground"],
                words=form.cleaned_data["words"],
                by=account_of(request),
                at=now,
            )
            messages.success(request, "Thank you. The team of the place will look at it.")
            return redirect("ideas:proposal", proposal.ref)
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return render(request, "ideas/report.html", context, status=422 if form.errors else 200)
