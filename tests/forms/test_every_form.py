"""Every form is sent rubbish by those who may send it, and what comes back is never a broken page.

What may come of it is a page that says what to mend and keeps what was typed, a plain no, or, where
rubbish is a fair answer (a title may be a string of emoji), the change itself, which is rolled
back. The forms are found where people find them: on the pages of the believable places of the demo.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from itertools import cycle, islice, product
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse
from django.utils.html import escape

from folkmoot.deciding.models import Decision
from folkmoot.ideas.actions import put_proposal
from folkmoot.ideas.models import Contact, Draft
from folkmoot.kernel import clock
from folkmoot.organising.models import Neighbour
from folkmoot.people.actions import make_card
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.architecture.house import addresses
from tests.architecture.test_every_door import (
    FINE,
    FORM,
    path_to,
    paths,
    signed_in,
    somebody_in_each_role,
    those_who_pass,
    why,
)

RUBBISH = {
    "too long": "x" * 30_000,
    "a NUL": "no\x00thing",
    "emoji": "\N{PARTY POPPER}" * 30,
    "turned around": "\N{RIGHT-TO-LEFT OVERRIDE}evil\N{POP DIRECTIONAL FORMATTING}\u200f\u200b",
    "less than nothing": "-5",
    "a huge number": "9" * 40,
    "no number": "NaN",
    "half a number": "1e400",
    "figures of elsewhere": "\u0663\uff13",
    "markup": "<script>alert(1)</script>",
    "somebody else's key": "018f3c1e-0000-7000-8000-000000000000",
    "lines": "one\r\ntwo\rthree\u2028four",
    "spaces": " \t\N{NO-BREAK SPACE} ",
    "nothing": "",
}
DAYS = {
    "31 February": ("31", "2", "2027"),
    "long ago": ("1", "1", "0001"),
    "the end of time": ("31", "12", "9999"),
    "no year": ("1", "13", "99999"),
}
A_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
A_PART = re.compile(r"<(?:form|input|select|textarea)\b[^>]*>")
VALUE = re.compile(r'\b(?:value="[^"]*"|checked\b|selected\b)')
NUMBERED = re.compile(r"[0-9][0-9a-f-]*")
EACH = int(os.environ.get("FOLKMOOT_RUBBISH", "1"))  # how many kinds for each field by itself
PARTS = ("_day", "_month", "_year")
SEEN_AGAIN = ("emoji", "markup", "less than nothing")
NOT_KEPT = {"password", "hidden", "file"}
# What a page to mend has somewhere: what is wrong at its top, or why not as a page of its own.
SAYS_WHY = ('class="govuk-error-summary', 'class="door', 'class="note', "That cannot be done now")


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


# Where more is refused: PostgreSQL keeps no text with a null character in it.
@pytest.mark.postgres
@pytest.mark.django_db
def test_no_rubbish_in_a_form_breaks_a_page(
    quiet: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("scenario", "wrens-cross", "--json")
    code = json.loads(capsys.readouterr().out)["letters"][0]
    people = {"someone not signed in": Client(raise_request_exception=False)}
    people |= {who: signed_in(account) for who, account in somebody_in_each_role()}
    mine = [a_voter(people, code), an_author(people)]
    people["who holds the card"] = with_a_card()
    known: set[tuple[str, frozenset[str]]] = set()
    asked: set[Asks] = set()
    wrong: list[str] = []
    for who, path in visits(mine):
        page = page_at(path, people[who])
        if (asks := all_it_asks(path, page)) in asked:
            continue
        asked.add(asks)
        for form in forms_on(path, page):
            if form.kind not in known:
                known.add(form.kind)
                wrong += [f"{who}, {form.path}, {it}" for it in troubles(form, people[who])]
    assert wrong == [], "\n".join(wrong)
    views = {view for view, _ in known}
    assert {"deciding:ballot", "deciding:cast", "ideas:change", "organising:note"} <= views
    assert {"own:claim", "own:change", "own:answers", "own:forget"} <= views
    assert len(known) > 90


Mine = tuple[str, Model]
Asks = tuple[str, frozenset[frozenset[str]]]


def a_voter(people: dict[str, Client], code: str) -> Mine:
    """Somebody who has come in with the code of a letter and filled in the ballot, not cast it."""
    voter = people["a voter"] = Client(raise_request_exception=False)
    voter.post("/vote/", {"code": code})
    decision = Decision.objects.get(stage="OPEN")
    paper = reverse("deciding:ballot", args=[decision.ref])
    form = max(forms_at(paper, voter), key=lambda form: len(form.fields))
    first = next(field for field in form.fields if field.kind != "hidden")
    filled = voter.post(paper, {first.name: first.value or "1", "step": "review"})
    assert filled["Location"] == reverse("deciding:review", args=[decision.ref])
    return "a voter", decision


def with_a_card() -> Client:
    """Somebody whom the team has met, and who has opened their own page with a card."""
    known = Neighbour.objects.known().filter(gifts__isnull=False, spoke__isnull=False)
    card = make_card(person=known.order_by("met_at")[0].person, by=None, at=clock.now())
    client = Client(raise_request_exception=False)
    client.post(reverse("own:claim"), {"code": card})
    return client


def an_author(people: dict[str, Client]) -> Mine:
    """Somebody who has put a proposal forward, and their proposal."""
    account = Account.objects.create_user("an.author@example.org")
    people["an author"] = signed_in(account)
    draft, contact = Draft(title="A tap", what="Water.", why="Thirst."), Contact(shown_name="Ann")
    put = put_proposal(
        place=Place.objects.get(slug="wrens-cross"),
        draft=draft,
        contact=contact,
        by=account,
        at=clock.now(),
    )
    return "an author", put.proposal


def visits(mine: list[Mine]) -> Iterator[tuple[str, str]]:
    """Who goes where: those whom a door lets in; and people to what is theirs."""
    for address in addresses():
        for path in paths(address):
            yield from ((who, path) for who in those_who_pass(address))
        label = address.door[0] if address.door else ""
        yield from ((who, path_to(address, it)) for who, it in mine if it._meta.label == label)
        if label == "their own page" and "<" not in address.path:
            yield "who holds the card", address.path


def page_at(path: str, client: Client) -> str:
    """What somebody reads there; "" unless it is a page."""
    answer = client.get(path)
    is_page = answer.status_code == 200 and "text/html" in answer["Content-Type"]
    return answer.content.decode() if is_page else ""


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


def forms_at(path: str, client: Client) -> Iterator[Form]:
    """The forms somebody finds there."""
    return forms_on(path, page_at(path, client))


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


def troubles(form: Form, client: Client) -> Iterator[str]:
    """What comes of sending rubbish that should not."""
    for what, sent in sendings(form):
        answer = send(form, sent, client)
        said = getattr(answer, "content", b"").decode(errors="replace")
        if answer.status_code not in FINE:
            yield f"{what}: {answer.status_code} {why(answer)}"
        elif answer.status_code == 422 and not any(mark in said for mark in SAYS_WHY):
            yield f"{what}: nothing says what to mend"
        elif answer.status_code == 422 and what in SEEN_AGAIN:
            lost = written(form) - said.count(escape(RUBBISH[what]))
            if lost > 0:
                yield f"{what}: {lost} of what was typed is gone"


def written(form: Form) -> int:
    """In how many of its fields people write."""
    return len({field.name for field in form.fields if field.is_written_in})


def sendings(form: Form) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The same rubbish everywhere; a day that is none; and one field after another."""
    names = list(dict.fromkeys(field.name for field in form.fields))
    for what, value in RUBBISH.items():
        yield what, [(name, value) for name in names]
    for what, day in DAYS.items():
        parts = dict(zip(PARTS, day, strict=True))
        sent = [
            (one.name, parts.get(one.name[one.name.rfind("_") :], one.value)) for one in form.fields
        ]
        if any(name.endswith(PARTS) for name, _ in sent):
            yield what, sent
    others = cycle(RUBBISH.items())
    for name, (what, value) in product(names, islice(others, EACH)):
        yield (
            f"{name}: {what}",
            [(one.name, value if one.name == name else one.value) for one in form.fields],
        )


def send(form: Form, sent: list[tuple[str, str]], client: Client) -> HttpResponseBase:
    """What is answered; nothing of it stays."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        if form.method == "GET":
            answer = client.get(form.path, dict(sent))
        else:
            answer = client.generic("POST", form.path, urlencode(sent), content_type=FORM)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return answer
