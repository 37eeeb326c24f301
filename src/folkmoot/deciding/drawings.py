"""A drawing kept as text, put into a page: only shapes, words and what paints them pass."""

from xml.etree import ElementTree

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "text"}
)
ATTRIBUTES = frozenset(
    {
        "viewBox", "role", "aria-labelledby", "id", "x", "y", "width", "height", "cx", "cy", "r",
        "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size",
        "font-weight", "font-family", "text-anchor", "patternUnits", "patternTransform",
    }
)  # fmt: skip


def drawing(kept: str) -> SafeString:
    """The drawing as markup, written out anew from its shapes.

    Nothing is trusted because we drew it: what is not a shape is left out with all in it, and
    so is every attribute that could act or lead elsewhere.

    >>> drawing('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><text x="1">a&lt;b</text>'
    ...         '<script>x()</script></svg>')
    '<svg><text x="1">a&lt;b</text></svg>'
    """
    return _drawn(ElementTree.fromstring(kept))


def _drawn(element: ElementTree.Element) -> SafeString:
    name = element.tag.removeprefix(SVG)
    if name not in SHAPES:
        return format_html_join("", "", ())
    inside = format_html_join("", "{}{}", ((_drawn(each), each.tail or "") for each in element))
    attributes = format_html_join(
        "", ' {}="{}"', ((key, value) for key, value in element.items() if key in ATTRIBUTES)
    )
    return format_html("<{0}{1}>{2}{3}</{0}>", name, attributes, element.text or "", inside)
