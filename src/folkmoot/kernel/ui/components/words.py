"""Filters and tags for words, figures and addresses."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from markupsafe import Markup

from folkmoot.kernel.ui import words

register = template.Library()
NOT_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.filter
def money(amount: int | None, code: str = "GBP") -> str:
    """`{{ pence|money }}` or `{{ groszy|money:"PLN" }}`."""
    return words.money(amount, code or "GBP")


@register.filter
def day(when: date | datetime | None) -> str:
    """`{{ when|day }}`: 3 May 2027."""
    return words.day(when)


@register.filter
def moment(when: datetime | None) -> str:
    """`{{ when|moment }}`: 3 May 2027 at 7:30 pm."""
    return words.moment(when)


@register.filter
def deadline(when: datetime | None) -> str:
    """`{{ when|deadline }}`: 3 May 2027 at 7:30 pm (BST)."""
    return words.deadline(when)


@register.filter
def number(amount: int | float) -> str:
    """`{{ n_ballots|number }}`: 90,494."""
    return f"{amount:,}"


@register.filter
def percent(amount: float) -> str:
    """`{{ percentage|percent }}`: 80%; one decimal near nothing and near all, where it matters.

    Never rounded to nothing or to all when it is not.

    >>> [percent(each) for each in (0, 0.04, 9.96, 55.4, 99.6, 99.97, 100)]
    ['0%', 'under 0.1%', '10%', '55%', '99.6%', 'over 99.9%', '100%']
    """
    if 0 < amount < 0.1:
        return "under 0.1%"
    if 99.9 < amount < 100:
        return "over 99.9%"
    near = 0 < amount < 9.95 or 99 < amount < 100
    return f"{amount:.1f}%" if near else f"{amount:.0f}%"


@register.simple_tag
def of(several: Mapping[object, object] | None, key: object) -> object:
    """`{% of beside phase.pk as lines %}`: what stands under a key, "" where nothing does."""
    return (several or {}).get(key, "")


@register.simple_tag
def address(name: str, fallback: str, *arguments: object) -> str:
    """The address with that name; where no room answers to it yet, the fallback."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return fallback


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, href: str, label: str) -> SafeString:
    """A link of the header; marked when it leads to where we are, or to above it."""
    request = context.get("request")
    path = request.path if request else ""
    here = ""
    if path == href:
        here = "page"
    elif len(href) > 1 and path.startswith(href):
        here = "true"
    current = format_html(' aria-current="{}"', here) if here else ""
    return format_html('<a class="header__link" href="{}"{}>{}</a>', href, current, label)


@register.filter
def for_script(data: object) -> Markup:
    """Data for a script to read, as JSON in which no tag can begin or end."""
    return Markup(json.dumps(data, cls=DjangoJSONEncoder).translate(NOT_IN_SCRIPTS))


@register.filter
def with_next(href: str, request: HttpRequest | None) -> str:
    """An address that leads back here afterwards; only to a page one may simply look at."""
    if request is None or request.method not in ("GET", "HEAD"):
        return href
    return f"{href}?{urlencode({'next': request.get_full_path()})}"


@register.simple_block_tag(end_name="endof_one_size")
def of_one_size(content: str, room: int) -> SafeString:
    """What stands inside, with blanks behind it, so that its length does not say what it is.

    `room` is in bytes; what needs more takes twice as much, or three times.
    """
    size = len(content.encode())
    n_rooms = max(1, -(-size // room))
    return format_html("{}{}", content, " " * (n_rooms * room - size))
