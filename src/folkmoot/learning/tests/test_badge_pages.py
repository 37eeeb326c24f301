"""Pages of badges: asked for by their holder, checked by whoever is shown one."""

import base64
import json
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.kernel.sealing import WrongKey, unwrap_kept
from folkmoot.learning import queries
from folkmoot.learning.models import Badge, BadgeKey, Completion
from folkmoot.learning.tests.badge_makers import a_badge, a_completion, payload_of
from folkmoot.learning.tests.makers import (
    AFTER,
    NOON,
    a_place,
    at_moment,
)
from folkmoot.people.actions import make_card
from folkmoot.places.tests.makers import a_steward
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, AFTER)


def test_a_new_key_signs_from_now_on_and_the_old_one_still_shows_what_it_signed() -> None:
    place = a_place()
    before = a_badge(a_completion("Ann", place))
    old = BadgeKey.objects.get()
    with pytest.raises(WrongKey):
        unwrap_kept(bytes(old.wrapped)[:-1])
    assert b"PRIVATE" not in bytes(old.wrapped)
    steward = browser_of(a_steward())
    assert steward.post("/badges/keys/new/").status_code == 302
    after = a_badge(a_completion("Ben", place))
    assert before.key_id != after.key_id
    assert queries.check(before.jws, "", at=AFTER).standing == "true"
    assert queries.check(after.jws, "", at=AFTER).standing == "true"
    assert browser_of(None).get("/badges/keys/new/").status_code == 403


def test_whoever_is_shown_a_file_is_told_in_plain_words(
    valid_html: ValidHtml, monkeypatch: pytest.MonkeyPatch
) -> None:
    badge = a_badge(a_completion(lasts_months=1))
    head, body, signature = badge.jws.split(".")
    told = payload_of(badge.jws) | {"name": "Brain surgery"}
    forged = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")

    def said(text: str, identity: str = "") -> str:
        answer = Client().post("/badges/check/", {"badge": text, "identity": identity})
        valid_html(answer)
        return answer.content.decode()

    assert "This is true" in said(f" {head}.\n{body}.{signature} ")
    assert "It fits" in said(badge.jws, "Dilys@Example.org")
    assert "It does not fit" in said(badge.jws, "eve@example.org")
    assert "This has been changed" in said(f"{head}.{forged}.{signature}")
    for nonsense in (
        "hello",
        "a.b.c",
        "....",
        f"{head}.{body}",
        "🎉.🎉.🎉",
        f"{body}.{body}.{body}",
    ):
        assert "This is no badge of ours" in said(nonsense)
    assert Client().post("/badges/check/", {"badge": ""}).status_code == 422
    assert Client().post("/badges/check/", {"badge": "x" * 20_001}).status_code == 422
    at_moment(monkeypatch, AFTER + timedelta(days=40))
    assert "This was true, and no longer holds" in said(badge.jws)


def test_a_holder_asks_for_it_takes_it_away_and_takes_it_down(valid_html: ValidHtml) -> None:
    here = a_place()
    completion, other = a_completion("Ann", here), a_completion("Eve", here)
    mine, hers = a_holder(completion), a_holder(other)
    address = f"/mine/courses/{completion.pk}/badge/"
    valid_html(mine.get(address))
    assert hers.get(address).status_code == 404
    assert hers.post(address, {"says": "hidden"}).status_code == 404
    assert Client().get(address).status_code == 302
    for sent, sentence in (
        ({}, "What should it say of you?"),
        ({"says": "named", "name": " "}, "Write your name as it should stand"),
        ({"says": "everything"}, "everything"),
    ):
        wrong = mine.post(address, sent)
        assert wrong.status_code == 422
        assert sentence in wrong.content.decode() or sentence == "everything"
    assert not Badge.objects.exists()
    assert mine.post(address, {"says": "named", "name": "Ann Hale"}).status_code == 302
    badge = Badge.objects.get()
    assert "anyone I show it to" in badge.wording
    valid_html(mine.get(address))
    file = mine.get(f"/mine/courses/{completion.pk}/badge.jwt")
    assert file.content.decode() == badge.jws
    assert hers.get(f"/mine/courses/{completion.pk}/badge.jwt").status_code == 404
    assert mine.get("/mine/courses/data.json").json()["courses"][0]["completed_at"]
    mine.post(f"{address}down/")
    assert mine.post(f"{address}down/").status_code == 409
    assert mine.get(f"/mine/courses/{completion.pk}/badge.jwt").status_code == 404
    valid_html(Client().get(f"/badges/{badge.ref}/"))
    assert "Ann Hale" not in Client().get(f"/badges/{badge.ref}/").content.decode()


def a_holder(completion: Completion) -> Client:
    browser, neighbour = Client(), completion.learner.neighbour
    assert neighbour is not None
    secret = make_card(person=neighbour.person, by=None, at=NOON)
    browser.post("/mine/", {"code": secret})
    return browser
