"""No more of these: a link in every e-mail, without signing in, that no mail scanner can press.

Looking at the address changes nothing, however often a program looks. The button on it does, and so
does the one that mail programs show by themselves (RFC 8058), which sends a POST and no cookie.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from folkmoot.kernel import clock, links
from folkmoot.kernel.access.door import open_door
from folkmoot.kernel.ui.changes import METHODS
from folkmoot.organising import actions, queries
from folkmoot.organising.models import PURPOSES, THROUGH
from folkmoot.organising.views.answers import show
from folkmoot.people.http import account_of
from folkmoot.people.models import Purpose, Through


@open_door
@csrf_exempt  # whoever holds the link may use it: a cookie would prove nothing more
@never_cache
@require_http_methods(METHODS)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Say what would end, and end it when the button is pressed."""
    facts = links.read("stop", token)
    neighbour = queries.neighbour_with_key(facts.get("who", ""))
    if neighbour is None:
        answer = show(request, "stop_gone")
        answer.status_code = 404
        return _unlisted(answer)
    purpose, through = facts["purpose"], facts["through"]
    if request.method == "POST":
        whole = "everything" in request.POST
        actions.stop_messages(
            neighbour=neighbour,
            purposes=PURPOSES if whole else [purpose],
            throughs=THROUGH if whole else [through],
            by=account_of(request),
            at=clock.now(),
        )
    stands = queries.stands(neighbour, purpose, through, at=clock.now())
    return _unlisted(
        show(
            request,
            "stop",
            place=neighbour.place,
            purpose=Purpose(purpose),
            through=Through(through),
            stands=stands,
            just_now=request.method == "POST",
        )
    )


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer
