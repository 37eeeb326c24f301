"""Sending a file to somebody the room has let through: never as a page, never guessed at."""

from collections.abc import Iterator
from pathlib import Path

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header

from folkmoot.kernel.files.models import Attachment

PIECE = 64 * 1024
# Whatever it is, it runs nothing, loads nothing and is no page of ours.
NOTHING_RUNS = "default-src 'none'; style-src 'none'; sandbox; frame-ancestors 'none'"


def sent(
    request: HttpRequest, attachment: Attachment, *, shown: bool = False, public: bool = False
) -> HttpResponseBase:
    """The file, for a view that has already asked who may have it.

    `shown` lets a picture be part of a page; anything else is always saved. `public` lets caches
    keep it as long as they ask each time whether it may still be shown; else nobody keeps it.
    """
    mark = f'"{attachment.content_id}"'
    if public and request.headers.get("If-None-Match") == mark:
        answer: HttpResponseBase = HttpResponse(status=304)
    else:
        answer = _whole(attachment, shown=shown and attachment.what.is_picture)
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-cache" if public else "private, no-store"
    if public:
        answer["ETag"] = mark
    return answer


def _whole(attachment: Attachment, *, shown: bool) -> StreamingHttpResponse:
    if not Path(attachment.path).exists():
        raise Http404
    media = attachment.what.media
    if media.startswith("text/"):
        media += "; charset=utf-8"
    answer = StreamingHttpResponse(_pieces(attachment.path), content_type=media)
    answer["Content-Length"] = str(attachment.size)
    answer["Content-Disposition"] = str(content_disposition_header(not shown, attachment.name))
    return answer


def _pieces(path: str) -> Iterator[bytes]:
    """Opened when the first piece is asked for, closed with the last: left unread, never open."""
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            yield piece
