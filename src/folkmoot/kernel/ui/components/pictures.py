"""Tags that show where things stand: the thread, figures that open, bars, a place's head."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from markupsafe import Markup

from folkmoot.kernel.ui import drawing
from folkmoot.kernel.ui.components.words import address
from folkmoot.kernel.ui.govuk import component
from folkmoot.kernel.ui.stations import stations

register = template.Library()


@register.simple_tag
def thread(
    at: str = "",
    place: Any = None,
    counts: Mapping[str, int] | None = None,
    links: Mapping[str, str] | None = None,
) -> SafeString:
    """The seven stations from being heard to what changed, lit where this thing stands."""
    home = place_address(place) if place else ""
    context = {"stations": stations(at, counts or {}, links or {}, home), "place": place}
    return render_to_string("ui/thread.html", context)


@register.simple_block_tag(end_name="endfigure")
def figure(
    content: str,
    *,
    number: str,
    sentence: str,
    interval: str = "",
    source: str = "",
    when: date | datetime | None = None,
    csv: str = "",
) -> SafeString:
    """A figure that opens to what it is made of."""
    context = {
        "content": content.strip() and content,
        "number": number,
        "sentence": sentence,
        "interval": interval,
        "source": source,
        "when": when,
        "csv": csv,
    }
    return render_to_string("ui/figure.html", context)


@register.simple_tag
def bar(
    part: float, whole: float, label: str, tone: str = "moss", words: object = "", of: str = ""
) -> SafeString:
    """A part of a whole as a bar. `label` says what it shows; `words` are the figures in words,
    or `of` says what the percentage is a part of."""
    share = min(max(float(part) / float(whole), 0.0), 1.0) * 100 if whole else 0.0
    # Neither "0%" of something nor "100%" of what is not all.
    percent = round(share) if share in (0, 100) else min(max(round(share), 1), 99)
    told = f"under {percent}%" if 0 < share < 0.5 else f"{percent}%"
    context = {"share": f"{share:.2f}", "percent": told, "label": label, "tone": tone}
    # As text, so that a nought is said as it was given.
    return render_to_string("ui/bar.html", context | {"words": str(words), "of": of})


@register.simple_tag
def place_head(place: Any, next_gathering: Any = None) -> SafeString:
    """The head of a place: its shape, its name, its colour, what happens next."""
    boundary = getattr(place, "outline", None) or getattr(place, "boundary", None)
    context = {
        "place": place,
        "href": place_address(place),
        "colour_href": address("places:colour", f"/places/{place.slug}/colour.css", place.slug),
        "shape": drawing.silhouette(boundary) if boundary else None,
        "next_gathering": next_gathering,
    }
    return render_to_string("ui/place_head.html", context)


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Page[Any], name: str = "page") -> Markup | str:
    """Links to the other pages of a list, keeping what was filtered."""
    if page.paginator.num_pages < 2:
        return ""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)

    def to(number: int) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    items: list[dict[str, Any]] = [
        {"number": number, "href": to(number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    around: dict[str, Any] = {}
    if page.has_previous():
        around["previous"] = {"href": to(page.previous_page_number()), "text": "Page before"}
    if page.has_next():
        around["next"] = {"href": to(page.next_page_number()), "text": "Next page"}
    return component("pagination", items=items, landmark_label="Pages of this list", **around)


def place_address(place: Any) -> str:
    """Where a place lives."""
    return address("site:place", f"/places/{place.slug}/", place.slug)
