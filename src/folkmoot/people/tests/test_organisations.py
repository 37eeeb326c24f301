"""Organisations and the numbers they are known by."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from folkmoot.kernel.rules import Refused
from folkmoot.people import actions, identifiers, queries
from folkmoot.people.models import Account, Organisation, OrganisationRole
from folkmoot.people.tests.makers import (
    NOON,
    a_custodian,
    a_steward,
    an_account,
    an_organisation,
    signed_in,
)
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db

MARKUP = '"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        ("GB-CHC", "1234567", "GB-CHC-1234567"),
        ("GB-CHC", "GB-CHC-202918", "GB-CHC-202918"),
        ("GB-COH", "01234567", "GB-COH-01234567"),
        ("GB-COH", "1234567", "GB-COH-01234567"),
        ("GB-COH", "sc 123456", "GB-COH-SC123456"),
        ("GB-SC", "sc012345", "GB-SC-SC012345"),
        ("GB-NIC", "104567", "GB-NIC-104567"),
        ("GB-LAE", "bas", "GB-LAE-BAS"),
        ("GB-PLA", "CRF", "GB-PLA-CRF"),
        ("GB-UKPRN", "10001234", "GB-UKPRN-10001234"),
    ],
)
def test_a_number_is_kept_as_its_list_writes_it(scheme: str, typed: str, kept: str) -> None:
    organisation = an_organisation("The Wren Trust", (scheme, typed))
    assert str(organisation.identifiers.get()) == kept


@pytest.mark.parametrize(
    ("scheme", "typed", "said"),
    [
        ("GB-CHC", "12345", "six or seven figures"),
        ("GB-CHC", "١٢٣٤٥٦٧", "six or seven figures"),
        ("GB-COH", "123456789", "eight letters and figures"),
        ("GB-COH", "12AB5678", "eight letters and figures"),
        ("GB-SC", "12345", "SC and six figures"),
        ("GB-NIC", "234567", "begin with 1"),
        ("GB-LAE", "BA", "three letters"),
        ("XX-NONE", "1", "Choose which list"),
        ("FOLKMOOT", "abc2345", "Choose which list"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_with_what_it_looks_like(
    scheme: str, typed: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        an_organisation("The Wren Trust", (scheme, typed))
    assert not Organisation.objects.exists(), "nothing is half made"


def test_a_number_belongs_to_one_organisation_and_the_refusal_names_it() -> None:
    an_organisation("The Wren Trust", ("GB-COH", "01234567"))
    with pytest.raises(Refused, match=r"The Wren Trust has that number already \(GB-COH-0123"):
        an_organisation("Wren Trust Ltd", ("GB-COH", "1234567"))


def test_a_group_on_no_list_gets_a_number_of_ours() -> None:
    organisation = an_organisation("Wren's Cross Residents")
    assert organisation.org_id() == f"{identifiers.LOCAL}-{organisation.ref}"


def test_an_official_number_takes_the_place_of_ours_and_ours_stays() -> None:
    organisation = an_organisation()
    actions.add_identifier(
        organisation=organisation, scheme="GB-COH", value="7654321", by=None, at=NOON
    )
    assert organisation.org_id() == "GB-COH-07654321"
    assert organisation.identifiers.count() == 2


def test_the_charity_number_comes_before_the_company_number_unless_one_says_otherwise() -> None:
    organisation = an_organisation("Wren", ("GB-COH", "07654321"), ("GB-CHC", "1234567"))
    assert organisation.org_id() == "GB-CHC-1234567"
    company = organisation.identifiers.get(scheme="GB-COH")
    actions.prefer_identifier(identifier=company, by=None, at=NOON)
    assert organisation.org_id() == "GB-COH-07654321"
    assert organisation.identifiers.filter(preferred=True).count() == 1


def test_a_wrong_number_can_go_but_the_last_one_and_ours_stay() -> None:
    organisation = an_organisation("Wren", ("GB-COH", "07654321"), ("GB-CHC", "1234567"))
    charity = organisation.identifiers.get(scheme="GB-CHC")
    actions.remove_identifier(identifier=charity, by=None, at=NOON)
    assert organisation.org_id() == "GB-COH-07654321"
    with pytest.raises(Refused, match="at least one number"):
        actions.remove_identifier(identifier=organisation.identifiers.get(), by=None, at=NOON)
    residents = an_organisation("Residents")
    with pytest.raises(Refused, match="old links work"):
        actions.remove_identifier(identifier=residents.identifiers.get(), by=None, at=NOON)


def someone(who: str, organisation: Organisation) -> Client:
    other = an_organisation("Another group")
    made: dict[str, Callable[[], Account]] = {
        "steward": a_steward,
        "custodian": lambda: a_custodian(organisation),
        "custodian of another": lambda: a_custodian(other, "Other"),
        "signed in": lambda: an_account("Sam"),
    }
    return signed_in(made[who]()) if who in made else Client()


WHO = ["steward", "custodian", "custodian of another", "signed in", "nobody"]
MAY_EDIT = dict(zip(WHO, [True, True, False, False, False], strict=True))
MAY_KEEP = dict(zip(WHO, [True, False, False, False, False], strict=True))


@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what_to_an_organisation(who: str) -> None:
    organisation = an_organisation("Wren", ("GB-COH", "07654321"), ("GB-CHC", "1234567"))
    held = actions.give_organisation_role(
        organisation=organisation, email="dora@people.example", by=None, at=NOON
    )
    company = organisation.identifiers.get(scheme="GB-COH")
    here = f"/organisations/{organisation.ref}"
    client = someone(who, organisation)
    edits = {
        client.get(f"{here}/edit/").status_code,
        client.post(f"{here}/edit/", {"name": "Wren", "kind": "charity"}).status_code,
        client.post(f"{here}/numbers/", {"scheme": "GB-LAE", "value": "BAS"}).status_code,
        client.post(f"{here}/numbers/{company.pk}/prefer/").status_code,
        client.post(f"{here}/numbers/{company.pk}/remove/").status_code,
    }
    keeps = {
        client.post(f"{here}/custodians/", {"email": "new@people.example"}).status_code,
        client.post(f"{here}/custodians/{held.pk}/end/").status_code,
        client.get("/organisations/add/").status_code,
    }
    assert edits == ({200, 302} if MAY_EDIT[who] else {403})
    assert keeps == ({200, 302} if MAY_KEEP[who] else {403})
    assert client.get(f"{here}/").status_code == 200, "anyone may read it"


def test_numbers_and_custodians_of_another_organisation_are_not_found_from_this_one() -> None:
    mine, other = an_organisation("Mine", ("GB-CHC", "1234567")), an_organisation("Other")
    others = other.identifiers.get()
    held = actions.give_organisation_role(
        organisation=other, email="dora@people.example", by=None, at=NOON
    )
    steward = signed_in(a_steward())
    here = f"/organisations/{mine.ref}"
    assert steward.post(f"{here}/numbers/{others.pk}/prefer/").status_code == 404
    assert steward.post(f"{here}/numbers/{others.pk}/remove/").status_code == 404
    assert steward.post(f"{here}/custodians/{held.pk}/end/").status_code == 404


def test_a_steward_adds_an_organisation_and_mistakes_are_said_beside_what_was_typed(
    valid_html: ValidHtml,
) -> None:
    an_organisation("The Wren Trust", ("GB-CHC", "1234567"))
    client = signed_in(a_steward())
    valid_html(client.get("/organisations/add/"))
    typed = {"name": "Wren Again", "kind": "charity", "website": "wren.example"}
    wrong = client.post("/organisations/add/", typed | {"scheme": "GB-CHC", "value": "1234567"})
    valid_html(wrong)
    assert "The Wren Trust has that number already" in wrong.content.decode()
    assert 'value="Wren Again"' in wrong.content.decode()
    alone = client.post("/organisations/add/", typed | {"value": "7654321"})
    assert "Choose which list" in alone.content.decode()
    answer = client.post("/organisations/add/", typed)
    made = Organisation.objects.get(name="Wren Again")
    assert answer["Location"] == f"/organisations/{made.ref}/"
    assert made.website == "https://wren.example"


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "//x y"])
def test_a_website_is_a_page_of_the_web(website: str) -> None:
    organisation = an_organisation()
    client = signed_in(a_steward())
    page = client.post(
        f"/organisations/{organisation.ref}/edit/",
        {"name": "Wren", "kind": "group", "website": website},
    )
    assert page.status_code == 422
    organisation.refresh_from_db()
    assert organisation.website == ""


def test_markup_in_a_name_is_shown_as_typed_and_does_nothing(valid_html: ValidHtml) -> None:
    organisation = an_organisation(MARKUP)
    client = signed_in(a_steward(MARKUP))
    for address in ("/organisations/", f"/organisations/{organisation.ref}/", "/stewards/"):
        page = client.get(address)
        valid_html(page)
        assert "<img" not in page.content.decode()
        assert "&lt;img src=x" in page.content.decode()


def test_people_find_an_organisation_by_name_or_number() -> None:
    wren = an_organisation("The Wren Trust", ("GB-CHC", "1234567"))
    elm = an_organisation("Elm Park Youth", ("GB-COH", "07654321"))
    for words, found in [
        ("wren", [wren]),
        ("1234567", [wren]),
        ("GB-COH-07654321", [elm]),
        ("", [elm, wren]),
        ("owl", []),
        ("%", []),
    ]:
        assert list(queries.organisations_for(None, words)) == found, words


def test_the_list_says_how_many_and_what_to_do_when_there_are_none(
    client: Client, valid_html: ValidHtml
) -> None:
    assert "None yet" in client.get("/organisations/").content.decode()
    an_organisation("The Wren Trust")
    page = client.get("/organisations/")
    valid_html(page)
    assert "1 organisation" in page.content.decode()
    assert "None found" in client.get("/organisations/?words=owl").content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_however_long(
    client: Client,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    for each in range(number):
        an_organisation(f"Group {each}")
    with django_assert_num_queries(3):
        client.get("/organisations/")


def test_the_public_page_does_not_say_who_keeps_it(client: Client) -> None:
    organisation = an_organisation()
    a_custodian(organisation, "Cuthbert")
    page = client.get(f"/organisations/{organisation.ref}/").content.decode()
    assert "Cuthbert" not in page
    assert "people.example" not in page


def test_pages_of_an_organisation_are_sound_for_those_who_keep_it(valid_html: ValidHtml) -> None:
    organisation = an_organisation("Wren", ("GB-COH", "07654321"), ("GB-CHC", "1234567"))
    a_custodian(organisation)
    client = signed_in(a_steward())
    here = f"/organisations/{organisation.ref}"
    valid_html(client.get(f"{here}/"))
    valid_html(client.get(f"{here}/edit/"))
    valid_html(client.post(f"{here}/numbers/", {"scheme": "GB-CHC", "value": "1"}))
    valid_html(client.post(f"{here}/custodians/", {"email": "cuthbert@people.example"}))
    assert OrganisationRole.objects.count() == 1
