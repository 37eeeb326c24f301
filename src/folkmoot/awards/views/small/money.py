"""The answer in words, the payment through two hands, the story, and what comes back."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.awards.actions import small as actions
from folkmoot.awards.forms import BecauseForm
from folkmoot.awards.forms.payments import PaidForm
from folkmoot.awards.forms.small import (
    DecideForm,
    PayeeForm,
    ReturnedForm,
    StoryForm,
)
from folkmoot.awards.models import SmallGrant
from folkmoot.awards.queries import small as queries
from folkmoot.awards.rules import small as rules
from folkmoot.awards.views.small.answers import asked, to_grant
from folkmoot.gatherings.models import Gathering
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.kernel.ui.words import money
from folkmoot.people.http import SignedInRequest

LATEST = 30  # gatherings one can choose from


@door(SmallGrant, Permission.SMALL_FUND_KEEP)
@require_http_methods(METHODS)
def decide(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """What the panel has said, in words the four can use."""
    sums = queries.sums_of_panel(grant)
    gives, left = rules.panel_sum(sums), queries.money_of(grant.fund).left
    if why := rules.why_not_decide(
        grant, n_said=len(sums), gives=gives, left=left, reason="…", way_on="…"
    ):
        return refused(request, why)
    form = DecideForm(
        posted(request), is_no=not gives, is_less=bool(gives) and gives < grant.asked_pence
    )
    said = money(gives) if gives else "no"
    return asked(
        request,
        grant,
        form,
        lambda at: actions.decide_small_grant(
            grant=grant, **form.cleaned_data, by=request.user, at=at
        ),
        "Decided, and told.",
        heading=f"The panel says {said}",
        lead=f"{money(grant.asked_pence)} was asked for: “{grant.title}”. More than half of those "
        f"who said would give {said}." if gives else
        f"{money(grant.asked_pence)} was asked for: “{grant.title}”. Half or more would give "
        "nothing.",
        button="Tell them",
    )  # fmt: skip


@door(SmallGrant, Permission.SMALL_GRANT_ENTER)
@require_http_methods(METHODS)
def payee(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """The four have said who is paid."""
    told = {"payee": grant.payee, "payee_name": grant.payee_name}
    form = PayeeForm(posted(request), initial=told)
    return asked(
        request,
        grant,
        form,
        lambda at: actions.name_payee(grant=grant, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        heading="Who does the money go to?",
        lead=f"{grant.fund.holder} asks them for the bank account; it is never kept here.",
        button="Keep this",
    )


@door(SmallGrant, Permission.SMALL_FUND_KEEP)
@require_POST
def ready(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """One person says that it is right to pay."""
    return then(
        request,
        lambda at: actions.make_ready(grant=grant, by=request.user, at=at),
        f"Kept. Somebody else at {grant.fund.holder} pays it.",
        to_grant(grant),
    )


@door(SmallGrant, Permission.SMALL_GRANT_PAY)
@require_http_methods(METHODS)
def send_back(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """Something is not right."""
    form = BecauseForm(posted(request))
    return asked(
        request,
        grant,
        form,
        lambda at: actions.unready(grant=grant, **form.cleaned_data, by=request.user, at=at),
        "Sent back.",
        heading="Send it back",
        button="Send it back",
    )


@door(SmallGrant, Permission.SMALL_GRANT_PAY)
@require_http_methods(METHODS)
def pay(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """Another person has paid."""
    form = PaidForm(posted(request))
    del form.fields["bank_reference"]
    today = localdate(clock.now())
    if why := rules.why_not_pay_small(grant, today, by_pk=request.user.pk, today=today):
        return refused(request, why)
    return asked(
        request,
        grant,
        form,
        lambda at: actions.pay_small_grant(
            grant=grant, paid_date=form.cleaned_data["paid"], by=request.user, at=at
        ),
        "Paid, and told.",
        heading=f"{money(grant.granted_pence)} has been paid",
        lead=f"To {grant.payee_name}.",
        button="It has been paid",
    )


@door(SmallGrant, Permission.SMALL_GRANT_ENTER)
@require_http_methods(METHODS)
def tell(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """Write down what the four tell, and at which gathering it was."""
    there = Gathering.objects.filter(place=grant.fund.place, announced_at__isnull=False)
    gatherings = list(there.order_by("-starts_at")[:LATEST])
    form = StoryForm(posted(request), grant=grant, gatherings=gatherings)
    return asked(
        request,
        grant,
        form,
        lambda at: actions.tell_story(
            grant=grant,
            story=form.cleaned_data["story"],
            spent_pence=form.cleaned_data["spent"],
            gathering=form.chosen,
            by=request.user,
            at=at,
        ),
        "Kept. Everybody can read it.",
        heading="What happened?",
        button="Keep this",
    )


@door(SmallGrant, Permission.SMALL_FUND_KEEP)
@require_http_methods(METHODS)
def returned(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """What was not spent has come back."""
    form = ReturnedForm(posted(request))
    return asked(
        request,
        grant,
        form,
        lambda at: actions.return_money(
            grant=grant, pence=form.cleaned_data["returned"], by=request.user, at=at
        ),
        "Kept. Somebody else's idea can have it.",
        heading="Money has come back",
        button="Keep this",
    )


@door(SmallGrant, Permission.SMALL_FUND_KEEP)
@require_POST
def finish(request: SignedInRequest, grant: SmallGrant) -> HttpResponse:
    """Told, and settled."""
    return then(
        request,
        lambda at: actions.finish_small_grant(grant=grant, by=request.user, at=at),
        "Finished. Thank you.",
        to_grant(grant),
    )
