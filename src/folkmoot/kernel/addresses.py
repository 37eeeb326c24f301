"""What an address may hold, seen to before anything else looks at it."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseBase

from folkmoot.kernel.ui.answers import bad_request

NOTHING = "\0"  # PostgreSQL keeps no text with this character in it, and nobody can type it


def no_null_characters(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer 400 to an address or cookie with a null character in it: no search, no key has one.

    What is sent in forms is looked at by their fields.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        if any(NOTHING in each for each in _told(request)):
            return bad_request(request)
        return get_response(request)

    return answered


def _told(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for name, values in request.GET.lists():
        yield name
        yield from values
    for name, value in request.COOKIES.items():
        yield name
        yield str(value)
