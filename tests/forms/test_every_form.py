"""Every form is sent rubbish by those who may send it, and what comes back is never a broken page.

What may come of it is a page that says what to mend and keeps what was typed, a plain no, or, where
rubbish is a fair answer (a title may be a string of emoji), the change itself, which is rolled
back. The forms are found where people find them: on the pages of the believable places of the demo.
"""

import json
import os
from collections.abc import Iterator
from http.cookies import SimpleCookie
from itertools import cycle, islice
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from folkmoot.deciding.models import Decision
from folkmoot.ideas.actions import put_proposal
from folkmoot.ideas.models import Contact, Draft
from folkmoot.kernel import clock
from folkmoot.organising.models import Neighbour
from folkmoot.people.actions import make_card
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.architecture.house import WHOLE, Address, addresses
from tests.architecture.test_every_door import (
    FINE,
    FORM,
    STRANGER,
    path_to,
    paths,
    roles_at,
    signed_in,
    somebody_in_each_role,
    things,
    those_who_pass,
    why,
)
from tests.forms.finding import Asks, Form, all_it_asks, forms_on

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
# How many kinds of rubbish each form is sent, each form the next ones; with all of them, in every
# field by itself too. All fields of a kind are read by the same code, so that between them the
# forms show every kind of field every kind of rubbish many times over.
KINDS = int(os.environ.get("FOLKMOOT_RUBBISH", len(RUBBISH) if WHOLE else "3"))
EVERYTHING = len(RUBBISH) == KINDS
ALONE = 3  # fields of a form that are sent rubbish alone, unless everything is sent
PARTS = ("_day", "_month", "_year")
SEEN_AGAIN = ("emoji", "markup", "less than nothing")
NOT_KEPT = {"password", "hidden", "file"}
# What a page to mend has somewhere: what is wrong at its top, or why not as a page of its own.
SAYS_WHY = ('class="govuk-error-summary', 'class="door', 'class="note', "That cannot be done now")


# Where more is refused: PostgreSQL keeps no text with a null character in it.
@pytest.mark.postgres
@pytest.mark.django_db
def test_no_rubbish_in_a_form_breaks_a_page(
    quiet: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("scenario", "wrens-cross", "--json")
    code = json.loads(capsys.readouterr().out)["letters"][0]
    people = {STRANGER: Client(raise_request_exception=False)}
    people |= {who: signed_in(account) for who, account in somebody_in_each_role()}
    mine = [a_voter(people, code), an_author(people)]
    people["who holds the card"] = with_a_card()
    known: set[tuple[str, frozenset[str]]] = set()
    asked: set[Asks] = set()
    wrong: list[str] = []
    turns = Turns()
    for who, path in visits(mine):
        page = page_at(path, people[who])
        if (asks := all_it_asks(path, page)) in asked:
            continue
        asked.add(asks)
        for form in forms_on(path, page):
            if form.kind not in known:
                known.add(form.kind)
                found = troubles(form, people[who], turns)
                wrong += [f"{who}, {form.path}, {it}" for it in found]
    assert wrong == [], "\n".join(wrong)
    views = {view for view, _ in known}
    assert {"deciding:ballot", "deciding:cast", "ideas:change", "organising:note"} <= views
    assert {"own:claim", "own:change", "own:answers", "own:forget"} <= views
    assert len(known) > 90


class Turns:
    """Kinds of rubbish, days and fields, of which each form gets the next ones."""

    def __init__(self) -> None:
        self.kinds = cycle(RUBBISH.items())
        self.days = cycle(DAYS.items())
        self.forms = 0

    def whole(self) -> dict[str, str]:
        """What stands in every field at once: markup, which must be kept as typed, and the next."""
        following = dict(islice(self.kinds, len(RUBBISH) if EVERYTHING else KINDS))
        return {"markup": RUBBISH["markup"]} | following

    def fields(self, names: list[str]) -> list[str]:
        """Those that hold rubbish while the others are as they should be."""
        self.forms += 1
        step = 1 if EVERYTHING else -(-len(names) // ALONE) or 1
        return names[self.forms % step :: step]


Mine = tuple[str, Model]


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
        for number, path in enumerate(paths_to_things(address)):
            yield from ((who, path) for who in those_who_find(address, number))
        label = address.door[0] if address.door else ""
        yield from ((who, path_to(address, it)) for who, it in mine if it._meta.label == label)
        if label == "their own page" and "<" not in address.path:
            yield "who holds the card", address.path


def paths_to_things(address: Address) -> list[str]:
    """Where there is something: where there is nothing, there is no form either."""
    there = list(paths(address))
    return there[: len(things(address))] or there


def those_who_find(address: Address, number: int) -> list[str]:
    """Who looks for forms there: all who pass; in a thing's other states, two of them.

    These are whoever may do most, and the others in turn. Where a role is needed, strangers are
    shown the door, and no form: `test_every_door`.
    """
    able = those_who_pass(address)
    if WHOLE:
        return able
    able = able[:-1] if roles_at(address) else able
    return able if number == 0 else [*dict.fromkeys([able[0], able[number % len(able)]])]


def page_at(path: str, client: Client) -> str:
    """What somebody reads there; "" unless it is a page."""
    answer = client.get(path)
    is_page = answer.status_code == 200 and "text/html" in answer["Content-Type"]
    read = answer.getvalue()  # what is streamed is closed once it is read
    return read.decode() if is_page else ""


def forms_at(path: str, client: Client) -> Iterator[Form]:
    """The forms somebody finds there."""
    return forms_on(path, page_at(path, client))


def troubles(form: Form, client: Client, turns: Turns) -> Iterator[str]:
    """What comes of sending rubbish that should not."""
    for what, sent in sendings(form, turns):
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


def sendings(form: Form, turns: Turns) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The same rubbish everywhere; a day that is none; and one field after another."""
    names = list(dict.fromkeys(field.name for field in form.fields))
    for what, value in turns.whole().items():
        yield what, [(name, value) for name in names]
    if any(name.endswith(PARTS) for name in names):
        for what, day in islice(turns.days, len(DAYS) if EVERYTHING else 1):
            parts = dict(zip(PARTS, day, strict=True))
            yield (
                what,
                [(one.name, parts.get(part_of(one.name), one.value)) for one in form.fields],
            )
    for name in turns.fields(names):
        for what, value in islice(turns.kinds, len(RUBBISH) if EVERYTHING else 1):
            sent = [(one.name, value if one.name == name else one.value) for one in form.fields]
            yield f"{name}: {what}", sent


def part_of(name: str) -> str:
    """Which part of a day a field is for; "" or another word for none."""
    return name[name.rfind("_") :]


def send(form: Form, sent: list[tuple[str, str]], client: Client) -> HttpResponseBase:
    """What is answered; nothing of it stays."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        if form.method == "GET":
            answer = client.get(form.path, dict(sent))
        else:
            answer = client.generic("POST", form.path, urlencode(sent), content_type=FORM)
        answer.getvalue()  # what is streamed is closed once it is read
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return answer
