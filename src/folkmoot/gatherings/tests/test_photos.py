"""Photos: the team's own until everyone in them says yes, and down at the first no."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.gatherings import actions, queries
from folkmoot.gatherings.models import Gathering, InPhoto, Photo, PhotoAnswer
from folkmoot.gatherings.tests.makers import (
    THEN,
    a_draft,
    a_gathering,
    a_guest,
    a_photo,
    a_place,
    an_organiser,
    at,
    someone,
)
from folkmoot.kernel import clock
from folkmoot.kernel.files.actions import sweep_files
from folkmoot.kernel.files.models import Attachment
from folkmoot.kernel.files.tests.makers import PDF, SVG, a_phone_photo
from folkmoot.kernel.rules import Refused
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
AFTER = THEN + timedelta(hours=6)


@pytest.fixture(autouse=True)
def _afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)


def say(person: InPhoto, answer: str, parent: str = "") -> None:
    actions.note_photo_answer(person=person, answer=answer, parent=parent, by=None, at=AFTER)


def is_public(photo: Photo) -> bool:
    """Whether a stranger finds it, on the page and by its address."""
    page = Client().get(at("gathering", photo.gathering.ref)).content.decode()
    answer = Client().get(at("picture", photo.pk))
    assert (answer.status_code == 200) == (at("picture", photo.pk) in page)
    return answer.status_code == 200


def test_a_photo_is_shown_when_everyone_in_it_has_said_yes_and_not_before() -> None:
    gathering = a_gathering()
    dai, _ = a_guest(gathering)
    photo = a_photo(gathering, guests=[dai], others=["Jess"])
    for person in photo.people.all():
        assert not is_public(photo)
        say(person, "YES")
    assert is_public(photo)
    say(photo.people.get(guest=dai), "NO")
    assert not is_public(photo)


def test_a_photo_of_nobody_is_shown_at_once_and_says_what_it_shows(valid_html: ValidHtml) -> None:
    photo = a_photo(a_gathering())
    assert is_public(photo)
    tree = valid_html(Client().get(at("gathering", photo.gathering.ref)))
    words = [each.get("alt") for each in tree.iter("img")]
    assert "A long table" in words


def test_a_child_is_shown_by_a_parents_yes_alone() -> None:
    photo = a_photo(a_gathering(), children=["Ann"])
    ann = photo.people.get()
    with pytest.raises(Refused, match="Which parent or guardian"):
        say(ann, "YES")
    with pytest.raises(IntegrityError), transaction.atomic():
        InPhoto.objects.filter(pk=ann.pk).update(answer=PhotoAnswer.YES, answered_at=AFTER)
    say(ann, "YES", "Bea, her mother")
    assert is_public(photo)
    say(ann, "NO")
    assert not is_public(photo)


def test_a_guest_says_yes_and_takes_it_back_on_their_own_page(valid_html: ValidHtml) -> None:
    gathering = a_gathering()
    dai, secret = a_guest(gathering)
    photo = a_photo(gathering, guests=[dai])
    own = at("own_photo", secret, photo.people.get().pk)
    assert "You are in a photo" in Client().get(at("answer", secret)).content.decode()
    valid_html(Client().get(at("answer", secret)))
    shown = Client().get(own + "picture/")
    assert shown["Cache-Control"].startswith("private, no-store")
    Client().post(own, {"answer": "YES"})
    assert is_public(photo)
    actions.take_back_reply(guest=dai, by=None, at=AFTER)
    assert not is_public(photo)
    assert Client().post(own, {"answer": "YES"}).status_code == 404


def test_nobody_answers_for_somebody_else() -> None:
    gathering = a_gathering()
    (dai, _), (_, secret_of_eve) = a_guest(gathering), a_guest(gathering, "Eve")
    photo = a_photo(gathering, guests=[dai])
    person = photo.people.get()
    theirs = at("own_photo", secret_of_eve, person.pk)
    assert Client().post(theirs, {"answer": "YES"}).status_code == 404
    assert Client().get(theirs + "picture/").status_code == 404
    elsewhere = an_organiser(a_place("Elm Park"))
    for who in (elsewhere, someone("Sam"), None):
        browser = browser_of(who)
        assert browser.get(at("picture", photo.pk)).status_code == 404
        assert browser.get(at("photo_down", photo.pk)).status_code == 404
        assert browser.post(at("photo_remove", photo.pk)).status_code == 404
        assert browser.post(at("photo_answer", person.pk), {"answer": "YES"}).status_code == 404
        assert browser.get(at("photos", gathering.ref)).status_code == 403
    assert not is_public(photo)


def test_anybody_takes_a_photo_down_at_once_and_it_stays_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = a_photo(a_gathering(), others=["Jess"])
    say(photo.people.get(), "YES")
    answer = Client().get(at("picture", photo.pk))
    assert answer["Cache-Control"] == "no-cache"
    stranger = Client()
    page = stranger.get(at("photo_down", photo.pk)).content.decode()
    began = re.search(r'name="began" value="([^"]+)"', page)
    monkeypatch.setattr(clock, "now", lambda: AFTER + timedelta(seconds=9))
    stranger.post(at("photo_down", photo.pk), {"began": began[1] if began else "", "why": ""})
    assert not is_public(photo)
    marked = {"If-None-Match": answer["ETag"]}
    assert Client().get(at("picture", photo.pk), headers=marked).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.update(down_at=None, down_because="")


def test_a_removed_photo_leaves_no_file(django_capture_on_commit_callbacks: Any) -> None:
    photo = a_photo(a_gathering(), others=["Jess"])
    path = Path(photo.file.path)
    assert path.exists()
    assert not Attachment.objects.held_by_nobody().exists()
    assert sweep_files(by=None, at=AFTER + timedelta(days=9)) == 0
    browser = browser_of(an_organiser(photo.gathering.place))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(at("photo_remove", photo.pk))
    assert not path.exists()
    assert not Attachment.objects.exists()


def test_names_in_photos_are_forgotten_with_the_guests_and_their_yes_stays() -> None:
    gathering = a_gathering()
    dai, _ = a_guest(gathering)
    photo = a_photo(gathering, guests=[dai], children=["Ann"])
    for person in photo.people.all():
        say(person, "YES", "Bea" if person.is_child else "")
    actions.forget_guests(by=None, at=AFTER + timedelta(days=61))
    told = {(each.shown_name, each.parent) for each in photo.people.select_related("guest")}
    assert told == {("Somebody", ""), ("A child", "")}
    assert is_public(photo)


def sent_with(data: bytes, name: str, **more: Any) -> dict[str, Any]:
    facts = {"words": "A long table", "who": "people", "others": "Jess\nMo", "children": ""}
    return facts | {"picture": SimpleUploadedFile(name, data)} | more


def test_a_photo_is_added_on_the_page_without_where_it_was_taken(valid_html: ValidHtml) -> None:
    gathering = a_gathering()
    browser = browser_of(an_organiser(gathering.place))
    valid_html(browser.get(at("photos", gathering.ref)))
    answer = browser.post(
        at("photos", gathering.ref), sent_with(a_phone_photo(), "us.jpg", children="Ann")
    )
    assert answer.status_code == 302
    photo = Photo.objects.get()
    assert b"Mill Lane" not in Path(photo.file.path).read_bytes()
    assert sorted(p.shown_name for p in photo.people.all()) == ["Ann", "Jess", "Mo"]
    page = browser.get(at("photos", gathering.ref))
    valid_html(page)
    assert "Parent or guardian who said yes for Ann" in page.content.decode()
    ann = photo.people.get(is_child=True)
    refused = browser.post(at("photo_answer", ann.pk), {"answer": "YES"})
    assert "Which parent or guardian said yes?" in refused.content.decode()
    valid_html(browser.get(at("photo_notice", gathering.ref)))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"picture": SimpleUploadedFile("us.jpg", PDF)}, "is a PDF; here we take .jpg"),
        ({"picture": SimpleUploadedFile("us.jpg", SVG)}, "is an SVG drawing"),
        ({"picture": ""}, "Choose a file"),
        ({"words": ""}, "What is to be seen?"),
        ({"who": ""}, "Who can be recognised in it?"),
        ({"others": ""}, "Who is in it? If nobody can be recognised, say so."),
        ({"who": "nobody"}, "Either nobody can be recognised, or these people can"),
        ({"others": "x" * 90}, "80 letters"),
        ({"guests": "dragon"}, "Which of the guests?"),
    ],
)
def test_what_is_wrong_with_a_photo_is_said(wrong: dict[str, Any], sentence: str) -> None:
    gathering = a_gathering()
    a_guest(gathering)
    browser = browser_of(an_organiser(gathering.place))
    told = sent_with(a_phone_photo(), "us.jpg", **wrong)
    answer = browser.post(at("photos", gathering.ref), told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Attachment.objects.exists()


def test_there_are_no_photos_of_what_has_not_begun() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    assert browser.get(at("photos", a_draft(place).ref)).status_code == 409
    later = a_gathering(
        place, starts_at=AFTER + timedelta(days=1), ends_at=AFTER + timedelta(days=2)
    )
    assert browser.get(at("photos", later.ref)).status_code == 409


def test_the_team_is_reminded_to_ask() -> None:
    gathering = a_gathering()
    photo = a_photo(gathering, others=["Jess"])
    team = an_organiser(gathering.place)
    asked = "Ask those who are in a photo"
    assert asked in [task.title for task in queries.tasks_for(team, AFTER)]
    say(photo.people.get(), "NO")
    assert asked not in [task.title for task in queries.tasks_for(team, AFTER)]


def test_photos_of_one_gathering_are_not_those_of_another() -> None:
    here, there = a_gathering(), a_gathering(a_place("Elm Park"))
    eve, _ = a_guest(there)
    with pytest.raises(Refused, match="another gathering"):
        a_photo(here, guests=[eve])
    photo = a_photo(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        InPhoto.objects.create(photo=photo, guest=eve)
    assert queries.shown_photos(Gathering.objects.get(pk=there.pk)) == []
