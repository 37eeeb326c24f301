"""What people said yes and no to is kept as they said it, and decides who may be reached."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions, queries, rules
from folkmoot.people.models import Account, Asked, Consent, Organisation, Person
from folkmoot.people.tests.makers import NOON, a_consent, an_account

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
A_CHARITY_ASKS: dict[str, Any] = {
    "basis": "charity", "interest": "helped", "details_date": date(2026, 3, 1),
    "wording": "We will write about what we do. Tick here if you would rather not.",
}  # fmt: skip


def someone_we_know(**more: str) -> Person:
    facts = {"name": "Dilys", "reach_by": "email", "email": "d@people.example", "phone": "01234"}
    return Person.objects.create(**(facts | more))


def a_charity() -> Organisation:
    return actions.add_organisation(name="The Hall Trust", kind="charity", by=None, at=NOON)


def why_not(person: Person, purpose: str = "ask", channel: str = "email", after: int = 1) -> str:
    return rules.why_not_contact(person, purpose, channel, NOON + after * DAY)


def test_nobody_is_written_to_who_was_never_asked() -> None:
    dilys = someone_we_know()
    assert "have not been asked" in why_not(dilys)
    a_consent(dilys, said="not_asked")
    assert "have not been asked" in why_not(dilys)


@pytest.mark.parametrize("channel", ["", "pigeon", "no\x00thing"])
def test_a_channel_nobody_knows_reaches_nobody(channel: str) -> None:
    assert why_not(someone_we_know(), "ask", channel) == "Choose how they are reached."


def test_a_yes_is_for_one_purpose_and_one_channel_and_from_the_moment_it_was_said() -> None:
    dilys = someone_we_know()
    a_consent(dilys)
    assert why_not(dilys) == ""
    assert "not been asked" in why_not(dilys, purpose="news")
    assert "not been asked" in why_not(dilys, channel="text")
    assert "not been asked" in why_not(dilys, after=-1)


def test_a_no_and_a_yes_taken_back_hold_from_then_on_and_say_when() -> None:
    dilys = someone_we_know()
    yes = a_consent(dilys)
    actions.take_back_consent(consent=yes, by=None, at=NOON + 3 * DAY)
    assert why_not(dilys, after=2) == ""
    assert why_not(dilys, after=4) == "They took their yes back on 4 May 2026."
    a_consent(dilys, said="no", at=NOON + 5 * DAY)
    assert why_not(dilys, after=6) == "They said no on 6 May 2026."
    a_consent(dilys, at=NOON + 7 * DAY)
    assert why_not(dilys, after=8) == ""
    assert Consent.objects.filter(person=dilys).count() == 4


def test_an_answer_noted_late_does_not_undo_a_later_one() -> None:
    dilys = someone_we_know()
    a_consent(dilys, said="no", at=NOON + 2 * DAY)
    actions.note_consent(
        person=dilys, asked=an_asking(asked_at=NOON), by=None, at=NOON + 3 * DAY
    )  # a phone that had no signal for three days
    assert why_not(dilys, after=4) == "They said no on 3 May 2026."


@pytest.mark.parametrize(
    ("more", "channel", "sentence"),
    [
        ({"reach_by": "none"}, "email", "asked not to be contacted"),
        ({"email": ""}, "email", "no e-mail address"),
        ({"phone": ""}, "phone", "no telephone number"),
        ({"phone": ""}, "text", "no telephone number"),
        ({}, "letter", "no address"),
        ({"name": ""}, "person", "no longer know"),
    ],
)
def test_nobody_is_reached_where_nothing_arrives_or_is_welcome(
    more: dict[str, str], channel: str, sentence: str
) -> None:
    dilys = someone_we_know()
    a_consent(dilys, through=channel)
    Person.objects.filter(pk=dilys.pk).update(**more)
    dilys.refresh_from_db()
    assert sentence in why_not(dilys, channel=channel)


def test_an_email_asking_for_help_needs_a_yes_while_a_letter_may_rest_on_our_interest() -> None:
    dilys = someone_we_know(address="6 Mill Lane")
    for through in ("email", "letter", "phone"):
        a_consent(dilys, through=through, basis="legitimate")
    assert "needs their own yes" in why_not(dilys)
    assert why_not(dilys, channel="letter") == why_not(dilys, channel="phone") == ""
    a_consent(dilys, purpose="tell", basis="legitimate")
    assert why_not(dilys, purpose="tell") == ""


@pytest.mark.parametrize("basis", ["safeguarding", "contract", "legal"])
def test_what_rests_on_a_duty_is_used_for_nothing_else(basis: str) -> None:
    dilys = someone_we_know()
    a_consent(dilys, purpose="news", basis=basis)
    assert "nothing else" in why_not(dilys, purpose="news")


def test_a_charity_may_write_to_those_who_showed_interest_from_the_day_the_law_began() -> None:
    dilys = someone_we_know()
    a_consent(dilys, organisation=a_charity(), **A_CHARITY_ASKS)
    assert why_not(dilys) == ""


@pytest.mark.parametrize(
    ("kind", "more", "sentence"),
    [
        ("company", {}, "Only a charity"),
        ("council", {}, "Only a charity"),
        ("charity", {"through": "phone"}, "e-mail and text alone"),
        ("charity", {"details_date": date(2026, 2, 4)}, "from 5 February 2026 on"),
        ("charity", {"details_date": None}, "from 5 February 2026 on"),
        ("charity", {"interest": ""}, "what they were doing"),
    ],
)
def test_nobody_else_may_nor_by_phone_nor_for_details_of_before(
    kind: str, more: dict[str, Any], sentence: str
) -> None:
    organisation = actions.add_organisation(name="The Hall", kind=kind, by=None, at=NOON)
    facts: dict[str, Any] = A_CHARITY_ASKS | {"organisation": organisation} | more
    with pytest.raises(Refused, match=sentence):
        a_consent(someone_we_know(), **facts)
    row = {key: value for key, value in facts.items() if key != "through"}
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says so too
        Consent.objects.create(
            person=someone_we_know(), purpose="ask", said="yes", how="spoken", legal_form=kind,
            through=more.get("through", "email"), asked_at=NOON, noted_at=NOON, **row,
        )  # fmt: skip


def test_the_legal_form_is_that_of_the_day() -> None:
    trust = a_charity()
    kept = a_consent(someone_we_know(), organisation=trust, **A_CHARITY_ASKS)
    actions.edit_organisation(
        organisation=trust, name="The Hall", kind="company", website="", by=None, at=NOON + DAY
    )
    kept.refresh_from_db()
    assert kept.legal_form == "charity"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"wording": " "}, "Keep the words"),
        ({"asked_at": NOON + DAY}, "still to come"),
        ({"purpose": "know", "through": "email"}, "how they may be reached"),
        ({"through": "none"}, "how they may be reached"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_why(more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.note_consent(person=someone_we_know(), asked=an_asking(**more), by=None, at=NOON)
    assert not Consent.objects.exists()


def test_no_answer_is_ever_changed_or_removed() -> None:
    kept = a_consent(someone_we_know())
    changes: list[Callable[[], object]] = [
        lambda: Consent.objects.update(said="no"),
        lambda: Consent.objects.update(wording="May we do anything?"),
        lambda: by_hand("DELETE FROM people_consent"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="stays as they said it"), transaction.atomic():
            change()
    kept.refresh_from_db()
    assert kept.said == "yes"


def test_only_a_yes_is_taken_back_once_and_only_ones_own() -> None:
    dilys, other = someone_we_know(), someone_we_know(name="Bryn")
    yes = a_consent(dilys)
    actions.take_back_consent(consent=yes, by=None, at=NOON + DAY)
    with pytest.raises(Refused, match="already"):
        actions.take_back_consent(consent=yes, by=None, at=NOON + DAY)
    with pytest.raises(Refused, match="did not say yes"):
        actions.take_back_consent(consent=a_consent(dilys, said="no"), by=None, at=NOON + DAY)
    theirs = a_consent(other)
    with pytest.raises(IntegrityError, match="same person"), transaction.atomic():
        Consent.objects.create(
            person=dilys, purpose="ask", through="email", said="no", how="spoken", wording="May we",
            legal_form="group", takes_back=theirs, asked_at=NOON, noted_at=NOON,
        )  # fmt: skip


def test_the_account_says_that_somebody_answered_and_not_who_they_are() -> None:
    a_consent(someone_we_know(), by=an_account())
    event = Event.objects.get(kind="consent_noted")
    assert "Dilys" not in str(event.facts)
    assert event.facts == {"purpose": "ask", "said": "yes"}


def test_the_answers_that_hold_are_found_for_many_in_one_query(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    people = [someone_we_know(name=f"Neighbour {number}") for number in range(12)]
    for person in people:
        actions.take_back_consent(consent=a_consent(person), by=None, at=NOON + DAY)
        a_consent(person, through="person")
    with django_assert_num_queries(1):
        found = queries.consents_standing(
            [each.pk for each in people], purpose="ask", at=NOON + 2 * DAY
        )
    assert {(each["email"].said, each["person"].said) for each in found.values()} == {("no", "yes")}
    held = queries.standing_of(queries.consents_of(people[0]), NOON + 2 * DAY)
    assert {each.said for each in held} == {"no", "yes"}
    assert not Consent.objects.visible_to(an_account()).exists()


def an_asking(**more: Any) -> Asked:
    facts: dict[str, Any] = {
        "purpose": "ask", "through": "email", "said": "yes", "asked_at": NOON,
        "wording": "May we write to you when something needs doing?",
    }  # fmt: skip
    return Asked(**(facts | more))


def by_hand(sql: str) -> None:
    """Straight to the database, past every action."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_person_with_an_account_finds_their_own_answers() -> None:
    amina: Account = an_account()
    kept = a_consent(someone_we_know(account=amina))  # type: ignore[arg-type]
    assert list(Consent.objects.visible_to(amina)) == [kept]
    assert not Consent.objects.visible_to(an_account("Bryn")).exists()


def test_a_yes_to_one_organisation_is_not_a_yes_to_another() -> None:
    trust, other = a_charity(), actions.add_organisation(name="Elm", kind="group", by=None, at=NOON)
    theirs = a_consent(someone_we_know(), organisation=trust)
    of_the_team = a_consent(someone_we_know())
    for yes, sender, sentence in (
        (theirs, trust, ""),
        (theirs, other, "to The Hall Trust, and to nobody else"),
        (theirs, None, "to The Hall Trust, and to nobody else"),
        (of_the_team, other, ""),
        (of_the_team, None, ""),
    ):
        why = rules.why_not_in_the_name_of(yes, sender)
        assert sentence in why if sentence else why == ""


def test_what_a_charity_may_ends_when_it_is_no_charity_any_more() -> None:
    trust = a_charity()
    kept = a_consent(someone_we_know(), organisation=trust, **A_CHARITY_ASKS)
    assert rules.why_not_in_the_name_of(kept, trust) == ""
    actions.edit_organisation(
        organisation=trust, name="The Hall", kind="company", website="", by=None, at=NOON + DAY
    )
    kept = Consent.objects.get(pk=kept.pk)
    assert "no longer a charity" in rules.why_not_in_the_name_of(kept, kept.organisation)
