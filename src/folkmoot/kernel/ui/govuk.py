"""The bridge to govuk-frontend's components: one function, which never lets text in as markup.

govuk-frontend-jinja draws the components with Jinja; we hand it values and take back markup that
Django will not escape a second time. Parameters that are markup (`html`, `titleHtml`…) are escaped
on the way unless they are markup already, so a person's name stays a name wherever it is put.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

from django.utils.functional import Promise
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

HOUSE = "govuk_frontend_jinja"


@cache
def _environment() -> Environment:
    return Environment(loader=PrefixLoader({HOUSE: PackageLoader(HOUSE)}), autoescape=True)


@cache
def _macro(name: str) -> Callable[[Mapping[str, Any]], Markup]:
    module = _environment().get_template(f"{HOUSE}/components/{name}/macro.html").module
    macro = getattr(module, "govuk" + name.title().replace("-", ""))
    return cast("Callable[[Mapping[str, Any]], Markup]", macro)


def component(name: str, /, **params: Any) -> Markup:
    """One govuk-frontend component as markup.

    `component("tag", text="Open")`. Names may be in our style: `error_message` is `errorMessage`,
    and `label__text` is the text of the label.
    """
    return _macro(name)(_nested(params))


def _nested(params: Mapping[str, Any]) -> dict[str, Any]:
    """Unfold `label__text` into `{"label": {"text": …}}`, and clean every value."""
    unfolded: dict[str, Any] = {}
    for key, value in params.items():
        *outer, last = key.split("__")
        level = unfolded
        for name in outer:
            level = level.setdefault(_camel(name), {})
        level[_camel(last)] = _clean(_camel(last), value)
    return unfolded


def _clean(key: str, value: Any) -> Any:
    """Make a value fit to hand over: no lazy text, and no text where markup is taken as read."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, Mapping):
        if key == "attributes":
            return {name: _clean("", part) for name, part in value.items()}
        return {_camel(name): _clean(_camel(name), part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean("", part) for part in value]
    if isinstance(value, str) and key == "attributes":
        raise TypeError("Give attributes by name: as text they would be taken as they are.")
    return escape(value) if isinstance(value, str) and key.lower().endswith("html") else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
