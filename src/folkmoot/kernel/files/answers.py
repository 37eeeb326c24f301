"""Sending a file to somebody the room has let through: never as a page, never guessed at."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase

from folkmoot.kernel.files.models import Attachment

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


def _whole(attachment: Attachment, *, shown: bool) -> FileResponse:
    try:
        file = open(attachment.path, "rb")  # noqa: SIM115 - the answer closes it
    except FileNotFoundError as gone:
        raise Http404 from gone
    media = attachment.what.media
    if media.startswith("text/"):
        media += "; charset=utf-8"
    return FileResponse(file, as_attachment=not shown, filename=attachment.name, content_type=media)
