"""The fixtures other tests lean on notice what they say they notice."""

import urllib.request
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.db import IntegrityError, connection, transaction
from playwright.sync_api import Page

from folkmoot.kernel import clock
from folkmoot.kernel.record.models import Event
from tests.architecture.house import WHOLE
from tests.fixtures.browser import Axe, Live, Screenshots, Troubles
from tests.fixtures.database import digest_of
from tests.fixtures.mail import Mail
from tests.fixtures.pages import ValidHtml

SOUND = """<!doctype html><html lang="en"><head><title>Hall</title></head><body>
<main><h1>Hall</h1><label for="n">Name</label><input id="n" name="n"></main></body></html>"""


def test_a_console_error_is_noticed(page: Page, troubles: Troubles) -> None:
    page.evaluate("console.error('the roof leaks')")
    assert "the roof leaks" in troubles.unexpected()[0]
    troubles.allow("roof")
    assert troubles.unexpected() == []


def test_a_script_that_breaks_is_noticed(page: Page, troubles: Troubles) -> None:
    page.evaluate("setTimeout(() => { throw new Error('broken stair') })")
    page.wait_for_timeout(100)
    assert any("broken stair" in one for one in troubles.seen)
    troubles.allow("broken stair")


def test_a_question_to_another_host_is_noticed(page: Page, troubles: Troubles) -> None:
    page.set_content('<img src="http://127.0.0.1:1/spy.png" alt="">')
    page.wait_for_timeout(200)
    assert any(one.startswith("asked someone else") for one in troubles.seen)
    troubles.allow("127.0.0.1:1|ERR_")


def test_axe_finds_a_field_without_a_label(page: Page, axe: Axe) -> None:
    page.set_content(SOUND)
    axe(page)
    page.set_content(SOUND.replace('<label for="n">Name</label>', "Name"))
    with pytest.raises(AssertionError, match="label"):
        axe(page)


def test_axe_looks_again_only_where_something_stands_as_it_never_stood(
    page: Page, axe: Axe
) -> None:
    def looked() -> bool:
        axe(page)
        return bool(page.evaluate("'axe' in window"))

    said = SOUND.replace("</main>", '<p class="for-axe">Here <a href="#n">you are</a></p></main>')
    page.set_content(said)
    assert looked()
    page.goto("about:blank")
    again = '</p><p class="for-axe">There <a href="#n">they are</a></p>'
    page.set_content(said.replace("you are", "we are").replace("</p>", again))
    assert looked() == WHOLE
    page.set_viewport_size({"width": 500, "height": 800})
    assert looked(), "on a phone things are closer together than at a desk"


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("<title>Hall</title>", "", "title"),
        ('<html lang="en">', "<html>", "lang"),
        ("</main>", '<img src="data:,"></main>', "alt"),
        ("</main>", "<button></button></main>", "button-name"),
        ("</main>", '<p style="color:#eee;background:#fff">pale</p></main>', "contrast"),
        ("</main>", '<p role="slyder">x</p></main>', "aria-roles"),
    ],
)
def test_axe_notices_what_became_wrong_on_a_page_that_was_well(
    page: Page, axe: Axe, before: str, after: str, what: str
) -> None:
    page.set_content(SOUND)
    axe(page)
    assert before in SOUND
    page.set_content(SOUND.replace(before, after))
    with pytest.raises(AssertionError, match=what):
        axe(page)


def test_a_phone_is_narrow_and_scripts_can_be_off(
    narrow_page: Page, no_script_page: Page, live: Live
) -> None:
    narrow_page.set_content('<meta name="viewport" content="width=device-width">')
    assert narrow_page.evaluate("window.innerWidth") == 360
    no_script_page.set_content("<p id=p>off</p><script>p.textContent = 'on'</script>")
    assert no_script_page.text_content("#p") == "off"
    assert urllib.request.urlopen(f"{live.url}/static/ui/main.css").status == 200


def test_a_picture_is_kept(
    page: Page, screenshots: Screenshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLKMOOT_PICTURES", "yes")
    page.set_content(SOUND)
    assert screenshots(page, "hall").stat().st_size > 0


def test_a_letter_arrives(mail_server: Mail) -> None:
    send_mail("Your code", "Seven letters", "hall@example.org", ["amina@example.org"])
    assert mail_server.wait_for(1)[0]["Subject"] == "Your code"
    assert len(mail_server.to("amina@example.org")) == 1
    assert mail_server.to("bryn@example.org") == []


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('<html lang="en">', "<html>", "language"),
        ("</main>", "<h1>Two</h1></main>", "2 <h1>"),
        ('<label for="n">Name</label>', "", "no label"),
        ("</main>", '<p id="n"></p></main>', "stands 2 times"),
        ("<h1>", '<h1 style="color:red">', "style="),
        ("</main>", "</div></main>", "HTML, line"),
    ],
)
def test_an_unsound_page_is_noticed(
    valid_html: ValidHtml, before: str, after: str, what: str
) -> None:
    valid_html(SOUND)
    with pytest.raises(AssertionError, match=what):
        valid_html(SOUND.replace(before, after))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_table_is_empty_again_after_each_test_and_its_guards_stand(time: str) -> None:
    assert Event.objects.count() == 0
    Event.objects.create(kind="rain", at=clock.now(), about="weather:1")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
        )
        guards = cursor.fetchone()[0]
    if guards:
        with pytest.raises(IntegrityError), transaction.atomic():
            Event.objects.all().delete()


def test_a_changed_or_another_migration_makes_another_empty_database(tmp_path: Path) -> None:
    first, second = tmp_path / "0001_tables.py", tmp_path / "0002_more.py"
    first.write_text("tables")
    made = digest_of([first])
    assert made == digest_of([first])
    second.write_text("")
    assert made != digest_of([first, second])
    first.write_text("other tables")
    assert made != digest_of([first])
