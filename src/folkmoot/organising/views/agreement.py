"""Two who read the same notes: how far they found the same, and settling where they did not."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import CodingForm
from folkmoot.organising.models import Coding, Conversation, ListeningRound
from folkmoot.organising.queries.agreement import Difference
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest


@door(ListeningRound, Permission.LISTEN)
@require_GET
def agreement(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """How alike the notes were read, theme by theme, and where not."""
    found = queries.agreement_page(round, page=request.GET.get("page", "1"))
    return show(request, "agreement", place=round.place, round=round, found=found)


@door(Conversation, Permission.LISTEN)
@require_http_methods(METHODS)
def settle(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Write down what two came to in talk."""
    standing = list(Coding.objects.standing().filter(conversation=conversation))
    difference = queries.difference_in(conversation)
    why = rules.why_not_settle(conversation, standing, request.user)
    if why or difference is None:
        return refused(request, why)
    themes = queries.themes_in_use(conversation.place)
    form = CodingForm(posted(request), themes=themes, initial={"themes": _both(difference)})
    answer = changed(
        request,
        form,
        lambda at: actions.settle_note(
            conversation=conversation, themes=form.found(), by=request.user, at=at
        ),
        "Settled, with both your names.",
        lambda _: redirect("organising:agreement", conversation.round.ref),
    )
    context = {"place": conversation.place, "round": conversation.round, "it": difference}
    return answer or show(request, "settle", form, **context)


def _both(difference: Difference) -> list[str]:
    """What both had found stands ticked already."""
    found = [{str(theme.pk) for theme in each.themes} for each in difference.findings]
    return sorted(set.intersection(*found))
