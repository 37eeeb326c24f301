"""What is sent is read, or refused as too much, before anything else is decided by it.

A browser reads the answer only once it has sent everything: a server that answers a large form
early and hangs up shows people a broken connection in place of a page. So whatever comes is taken
to its end, though not kept.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from folkmoot.kernel.ui.answers import bad_request, too_large

# A field says its own limit, and its form comes back with what was typed; that needs a file
# somewhat too large to arrive. What is larger than this is not even laid on the disk.
MOST_BYTES = 64 * 1024 * 1024
# What is taken only so that the answer is read, and for how long one thread may be busy with it.
MOST_TAKEN, LONGEST = 256 * 1024 * 1024, 60.0
PIECE = 64 * 1024


class OnlyWhatFits:
    """Middleware: 413 with words for what is too much, with or without a cookie, signed in or not.

    It stands after whatever says who someone is, so that the page has their head and its way back;
    every view's own checks come later, that of forgery too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view, or why what was sent is too much for us."""
        try:
            return self._too_much(request) or self.get_response(request)
        finally:
            take_the_rest(request)

    def _too_much(self, request: HttpRequest) -> HttpResponse | None:
        if announced(request) > MOST_BYTES:
            return too_large(request, f"A form with its files may carry up to {_mb(MOST_BYTES)}.")
        try:
            _ = request.POST  # read here, once
        except RequestDataTooBig:
            most = _mb(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
            return too_large(request, f"The words in one form may come to {most}.", words=True)
        except TooManyFieldsSent:
            most = f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}"
            sentence = f"One form may have up to {most} answers in it."
            return too_large(request, sentence, words=True)
        except TooManyFilesSent:
            most = f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES:,}"
            return too_large(request, f"One form may carry up to {most} files.")
        except UnreadablePostError:  # they have hung up
            return bad_request(request)
        return None


def announced(request: HttpRequest) -> int:
    """How many bytes are said to come; 0 when nothing is said."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0


def take_the_rest(request: HttpRequest) -> None:
    """Take what has not been read, and keep none of it."""
    taken, until = 0, time.monotonic() + LONGEST
    while announced(request) and taken < MOST_TAKEN and time.monotonic() < until:
        try:
            piece = request.read(PIECE)
        except (UnreadablePostError, ValueError):  # hung up; or closed after a refused file
            return
        if not piece:
            return
        taken += len(piece)


def _mb(size: int) -> str:
    return f"{size / (1024 * 1024):g} MB"
