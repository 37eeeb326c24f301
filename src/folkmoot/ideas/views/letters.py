"""Letters to those who chose to be told by letter: to print, to post, and what has gone."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.ideas.forms import PostedForm
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.notify import actions, queries
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import then
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

A_STACK = 100  # letters printed in one go
A_PAGE = 50


@door(Place, Permission.LETTER_POST)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: SignedInRequest, place: Place) -> HttpResponse:
    """What waits for the printer, what waits for the post, and what went when."""
    now = clock.now()
    printed = queries.in_a_list(queries.letters_to_post(place))
    form = PostedForm(request.POST or None, printed=printed, today=localdate(now))
    if form.is_valid():
        chosen = form.chosen()
        posted_date = form.cleaned_data["posted_date"]
        try:
            number = actions.note_posted(
                letters=chosen, posted_date=posted_date, by=request.user, at=now
            )
        except Refused as refusal:
            form.add_error("posted_date", str(refusal))
        else:
            messages.success(request, f"{_letters(number)} in the post. We keep when, not what.")
            return redirect("ideas:letters", place.slug)
    posted = queries.in_a_list(queries.letters_posted(place))
    context = {
        "place": place,
        "form": form,
        "waiting": queries.in_a_list(queries.letters_to_print(place)),
        "printed": form.printed.values(),
        "page": Paginator(posted, A_PAGE).get_page(request.GET.get("page")),
        "a_stack": A_STACK,
    }
    return render(request, "ideas/letters.html", context, status=422 if form.errors else 200)


@door(Place, Permission.LETTER_POST)
@never_cache
@require_GET
def print_letters(request: SignedInRequest, place: Place) -> HttpResponse:
    """Every letter that waits for the printer, oldest first, each on a sheet of its own."""
    waiting = queries.letters_to_print(place)
    stack, n_waiting = list(waiting[:A_STACK]), waiting.count()
    if not stack:
        return refused(request, "There is no letter to print.")
    context = {"place": place, "letters": stack, "n_waiting": n_waiting}
    context["n_later"] = n_waiting - len(stack)
    return render(request, "ideas/letters_print.html", context)


@door(Place, Permission.LETTER_POST)
@never_cache
@require_GET
def print_again(request: SignedInRequest, place: Place, letter: UUID) -> HttpResponse:
    """One letter once more, as long as it is not in the post."""
    found = get_object_or_404(queries.letters_to_post(place), pk=letter)
    return render(request, "ideas/letters_print.html", {"place": place, "letters": [found]})


@door(Place, Permission.LETTER_POST)
@require_POST
def printed(request: SignedInRequest, place: Place) -> HttpResponse:
    """The letters of the page that was printed are on paper."""
    keys = set(request.POST.getlist("letter"))
    waiting = queries.in_a_list(queries.letters_to_print(place))
    chosen = [letter for letter in waiting if str(letter.pk) in keys]
    return then(
        request,
        lambda now: actions.note_printed(letters=chosen, by=request.user, at=now),
        f"{_letters(len(chosen))} on paper. Say when they are in the post.",
        redirect("ideas:letters", place.slug),
    )


def _letters(number: int) -> str:
    return "One letter is" if number == 1 else f"{number} letters are"
