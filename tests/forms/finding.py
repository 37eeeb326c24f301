"""The forms on a page, and what each asks, as a browser finds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.urls import resolve

A_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
A_PART = re.compile(r"<(?:form|input|select|textarea)\b[^>]*>")
VALUE = re.compile(r'\b(?:value="[^"]*"|checked\b|selected\b)')
NUMBERED = re.compile(r"[0-9][0-9a-f-]*")
Asks = tuple[str, frozenset[frozenset[str]]]


@dataclass(frozen=True)
class Field:
    """One field of a form, and what stands in it."""

    name: str
    value: str
    kind: str  # "textarea", "select", or the type of an input

    @property
    def is_written_in(self) -> bool:
        """Whether people write in it what they like, and find it there again."""
        return self.kind in {"textarea", "text", "email", "tel", "url", "number", "search"}


@dataclass(frozen=True)
class Form:
    """A form on a page: which view it goes to, and its fields."""

    path: str
    method: str
    fields: tuple[Field, ...]

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """What makes it another form: the view it goes to, and what it asks."""
        names = frozenset(NUMBERED.sub("*", field.name) for field in self.fields)
        return resolve(urlsplit(self.path).path).view_name, names


def all_it_asks(path: str, page: str) -> Asks:
    """Where its forms go and what each asks, numbers and what stands in them aside.

    Pages that ask the same have forms of the same kinds; to read a page strictly takes long.
    """
    forms = (A_PART.findall(form) for form in A_FORM.findall(page))
    parts = (frozenset(NUMBERED.sub("*", VALUE.sub("", part)) for part in form) for form in forms)
    return resolve(urlsplit(path).path).view_name, frozenset(parts)


def forms_on(path: str, page: str) -> Iterator[Form]:
    """The forms on a page, those that only search among them."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        to = urljoin(path, form.get("action") or path)
        yield Form(to, (form.get("method") or "get").upper(), tuple(fields_of(form)))


def fields_of(form: Element) -> Iterator[Field]:
    """What a form asks, and what a browser would send if nothing were changed."""
    for each in form.iter():
        name, kind = each.get("name"), each.get("type") or "text"
        if not name or name == "csrfmiddlewaretoken":
            continue
        if each.tag == "textarea":
            yield Field(name, (each.text or "").removeprefix("\n"), "textarea")
        elif each.tag == "select":
            chosen = [one for one in each.iter("option") if one.get("selected") is not None]
            yield Field(name, chosen[0].get("value") or "" if chosen else "", "select")
        elif each.tag == "input":
            yield Field(name, each.get("value") or "", kind)
