"""Tags that put words into boxes: buttons, cards, notes, facts and the rest."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markupsafe import Markup

from folkmoot.kernel.ui.govuk import component

register = template.Library()

TONES = frozenset({"moss", "ochre", "terracotta", "sky", "plum", "quiet"})
CARD = """<article class="card">
  <h{level} class="card__title">{name}</h{level}>
  {above}
  <div class="card__body">{content}</div>
</article>
"""
KINDS = {"": "", "main": "", "quiet": "govuk-button--secondary", "warning": "govuk-button--warning"}


def known_tone(tone: str) -> str:
    """The tone, if it is one of ours; a misspelt one is a mistake in the page, so say so."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{tone!r} is not one of {', '.join(sorted(TONES))}.")
    return tone


@register.simple_tag
def govuk(component_name: str, **params: Any) -> Markup:
    """Any govuk-frontend component, by its name."""
    return component(component_name, **params)


@register.simple_tag
def button(
    label: str, href: str = "", kind: str = "", name: str = "", value: str = "", **attributes: str
) -> Markup | SafeString:
    """A button; with `href`, a link that looks like one."""
    if href:
        return _link(label, href, KINDS[kind], attributes)
    return component(
        "button",
        text=label,
        classes=KINDS[kind],
        name=name,
        value=value,
        prevent_double_click=True,
        attributes={key.replace("_", "-"): value for key, value in attributes.items()},
    )


def _link(label: str, href: str, classes: str, attributes: dict[str, str]) -> SafeString:
    """A link stays a link to a screen reader: it goes somewhere, it does nothing."""
    more = format_html_join(
        "", ' {}="{}"', ((key.replace("_", "-"), value) for key, value in attributes.items())
    )
    return format_html('<a class="govuk-button {}" href="{}"{}>{}</a>', classes, href, more, label)


@register.simple_block_tag(end_name="endcard")
def card(
    content: str, *, title: str, href: str = "", meta: str = "", level: int = 2, tag: str = ""
) -> SafeString:
    """A thing in a list of things, which one can open."""
    # Put together here, not by a template: a list has dozens, each would cost four times this.
    name = format_html('<a class="card__link" href="{}">{}</a>', href, title) if href else title
    above = format_html('<p class="card__meta">{}</p>', meta) if meta else ""
    return format_html(CARD, level=level, name=name, above=above, content=content)


@register.simple_block_tag(end_name="endposted_letter")
def posted_letter(content: str, *, place: str, to: str) -> SafeString:
    """A sheet of its own on paper, with the lines of `to` behind the window of its envelope."""
    whom = next(iter(to.splitlines()), "")
    context = {"content": content, "place": place, "to": to, "whom": whom}
    return render_to_string("ui/posted_letter.html", context)


@register.simple_block_tag(end_name="endaction")
def action(
    content: str,
    *,
    label: str,
    why_not: str = "",
    kind: str = "",
    name: str = "",
    value: str = "",
    href: str = "",
) -> SafeString:
    """Something you may do; when you may not, the closed door says why."""
    context = {
        "content": content,
        "label": label,
        "why_not": str(why_not or ""),
        "kind": kind,
        "name": name,
        "value": value,
        "href": href,
    }
    return render_to_string("ui/action.html", context)


@register.simple_block_tag(end_name="endempty")
def empty(content: str, *, title: str) -> SafeString:
    """A list with nothing in it: why, and the first step."""
    return render_to_string("ui/empty.html", {"content": content, "title": title})


@register.simple_block_tag(end_name="endnote")
def note(content: str, *, tone: str = "quiet", title: str = "") -> SafeString:
    """A few words set apart."""
    context = {"content": content, "tone": known_tone(tone), "title": title}
    return render_to_string("ui/note.html", context)


@register.simple_block_tag(end_name="enddetails")
def details(content: str, summary: str, open: bool = False) -> SafeString:
    """Words that open when they are wanted."""
    context = {"content": content, "summary": summary, "open": open}
    return render_to_string("ui/details.html", context)


@register.simple_tag
def tag(label: str, tone: str = "quiet") -> SafeString:
    """A word that says how a thing stands."""
    return format_html('<strong class="tag tag--{}">{}</strong>', known_tone(tone), label)


@register.simple_tag
def facts(rows: Any = (), **named: Any) -> SafeString:
    """Short facts, name and value: a list of pairs, or `budget="£40,000"`."""
    pairs = list(rows.items() if hasattr(rows, "items") else rows)
    pairs += [(name.replace("_", " ").capitalize(), value) for name, value in named.items()]
    return render_to_string("ui/facts.html", {"pairs": pairs})


@register.simple_tag
def crumbs(*steps: str) -> Markup:
    """Where this page stands: names and addresses in turn; the last may be a name only."""
    items = [
        {"text": steps[at], "href": steps[at + 1] if at + 1 < len(steps) else ""}
        for at in range(0, len(steps), 2)
    ]
    return component(
        "breadcrumbs", items=items, label_text="Where this page stands", collapse_on_mobile=True
    )
