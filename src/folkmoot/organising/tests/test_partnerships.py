"""A partnership asked whole: bridges and brokers, in sentences, when everybody has answered."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CUSTODIAN
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Partner, PartnerSurvey
from folkmoot.organising.tests.makers import LATER, NOON, a_place, an_organiser, at, someone
from folkmoot.people.models import Account, Organisation, OrganisationRole
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

# The bakery joins the school and its two clubs with the council and the surgery.
TIES = (
    ("School", "Football"), ("School", "Choir"), ("Football", "Choir"),
    ("School", "Bakery"), ("Bakery", "Council"), ("Council", "Surgery"),
)  # fmt: skip
NAMES = ("Bakery", "Choir", "Council", "Football", "School", "Surgery")


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def a_survey(place: Place | None = None, names: tuple[str, ...] = NAMES) -> PartnerSurvey:
    Organisation.objects.get_or_create(name="Council", defaults={"kind": "council"})
    place = place or a_place()
    return actions.ask_partners(
        place=place, name="The board", partners=names, by=an_organiser(place), at=NOON
    )


def answered(
    survey: PartnerSurvey, ties: tuple[tuple[str, str], ...] = TIES, *, skip: str = ""
) -> PartnerSurvey:
    """Everybody says whom they work with; both ends of each tie, but not those skipped."""
    partners = {each.name: each for each in survey.partners.all()}
    for name, partner in partners.items():
        others = [b if a == name else a for a, b in ties if name in (a, b)]
        if name != skip:
            actions.answer_for_partner(
                partner=partner, works_with=[partners[o] for o in others], by=None, at=NOON
            )
    return survey


def test_nothing_is_shown_until_every_partner_has_answered() -> None:
    survey = answered(a_survey(), skip="Choir")
    browser = browser_of(an_organiser(survey.place))
    page = browser.get(at("partnership", survey.pk)).content.decode()
    assert "1 of 6 has not answered yet" in page
    assert "<svg viewBox" not in page.split("<main")[1]
    with pytest.raises(Refused, match="One partner has not answered yet"):
        actions.close_partner_survey(survey=survey, by=None, at=LATER)
    with pytest.raises(DatabaseError, match="every partner"), transaction.atomic():
        PartnerSurvey.objects.update(closed_at=LATER)


def test_bridges_and_brokers_are_those_worked_out_by_hand(valid_html: ValidHtml) -> None:
    survey = answered(a_survey())
    found = queries.survey_page(survey).found
    assert found is not None
    rows = {row.partner.name: row.spot for row in found.rows}
    # Through the bakery: school, football, choir to council, surgery: 6 of 10 pairs of others.
    assert rows["Bakery"].between_share == pytest.approx(0.6)
    assert rows["School"].between_share == pytest.approx(0.6)
    assert rows["Council"].between_share == pytest.approx(0.4)
    assert {name for name, spot in rows.items() if spot.is_cut_point} == {
        "Bakery", "School", "Council",
    }  # fmt: skip
    assert rows["Surgery"].constraint == pytest.approx(1.0)
    assert rows["Bakery"].constraint == pytest.approx(0.5)
    assert rows["School"].effective_size == pytest.approx(3 - 2 / 3)
    # The council alone is a council: it stands among those of another kind, once.
    assert rows["Council"].among_another == 1
    assert rows["Bakery"].to_another == 1
    assert rows["School"].among_own == 2
    assert found.headline == "Bakery and School stand between others most"
    told = " ".join(found.sentences)
    assert "60 in 100 lead through Bakery and School each." in told
    assert "Without one of Bakery, Council and School, some could no longer" in told
    valid_html(browser_of(an_organiser(survey.place)).get(at("partnership", survey.pk)))


def test_a_tie_that_one_end_names_is_dashed_and_not_counted() -> None:
    survey = answered(a_survey())
    partners = {each.name: each for each in survey.partners.all()}
    actions.answer_for_partner(partner=partners["Surgery"], works_with=[], by=None, at=LATER)
    found = queries.survey_page(survey).found
    assert found is not None
    assert (found.n_ties, found.n_one_sided) == (5, 1)
    assert [line.is_both for line in found.picture.lines].count(False) == 1
    told = " ".join(found.sentences)
    assert "1 tie was named from one end only" in told
    assert "Surgery has no tie that both ends named." in told


@pytest.mark.parametrize(
    ("ties", "says"),
    [
        ((), "Nobody stands between others"),
        ((("A", "B"), ("B", "C"), ("A", "C")), "Nobody stands between others"),
        ((("A", "B"), ("B", "C")), "B stands between others most"),
    ],
)
def test_three_partners_are_enough_however_they_are_tied(
    ties: tuple[tuple[str, str], ...], says: str
) -> None:
    survey = answered(a_survey(names=("A", "B", "C")), ties)
    found = queries.survey_page(survey).found
    assert found is not None
    assert found.headline.startswith(says)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "", "partners": "A\nB\nC"}, "Which partnership"),
        ({"name": "Board", "partners": "A\nB"}, "3 to 60 organisations; you have 2"),
        ({"name": "Board", "partners": "A\nB\nb"}, "“b” is there twice"),
        ({"name": "Board", "partners": "A\nB\n" + "x" * 201}, "200 letters"),
        ({"name": "Board", "partners": ""}, "Write down all organisations"),
    ],
)
def test_a_partnership_that_cannot_be_asked_says_why(
    sent: Mapping[str, str], sentence: str
) -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    answer = browser.post(at("ask_partners", place.slug), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "x" * 201 in page or "x" * 201 not in sent["partners"]
    assert not PartnerSurvey.objects.exists()


def test_a_closed_survey_stays_as_it_was_answered() -> None:
    survey = answered(a_survey())
    browser = browser_of(an_organiser(survey.place))
    browser.post(at("close_partnership", survey.pk))
    partner = survey.partners.order_by("name").first()
    assert partner is not None
    refused = browser.post(at("partner", partner.pk), {"works_with": []})
    assert refused.status_code == 409
    assert "Ask everybody again" in refused.content.decode()
    for change in (
        lambda: Partner.works_with.through.objects.all().delete(),
        lambda: partner.works_with.add(*survey.partners.exclude(pk=partner.pk)),
        lambda: PartnerSurvey.objects.update(closed_at=None),
    ):
        with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
            change()


def test_partners_of_two_surveys_are_never_tied() -> None:
    here, there = a_survey(), a_survey(a_place("Elm Park"))
    one, other = here.partners.first(), there.partners.first()
    assert one
    assert other
    with pytest.raises(Refused, match="another survey"):
        actions.answer_for_partner(partner=one, works_with=[other], by=None, at=LATER)
    with pytest.raises(Refused, match="itself"):
        actions.answer_for_partner(partner=one, works_with=[one], by=None, at=LATER)
    with pytest.raises(DatabaseError, match="same survey"), transaction.atomic():
        one.works_with.add(other)


def test_a_custodian_answers_for_their_own_organisation_and_sees_no_more() -> None:
    survey = answered(a_survey(), skip="Council")
    custodian = someone("Cass")
    council = Organisation.objects.get(name="Council")
    OrganisationRole.objects.create(
        organisation=council, account=custodian, role=CUSTODIAN.name, starts_at=NOON
    )
    mine = survey.partners.get(organisation=council)
    bakery = survey.partners.get(name="Bakery")
    browser = browser_of(custodian)
    assert "Bakery" in browser.get(at("partner", mine.pk)).content.decode()
    assert browser.post(at("partner", mine.pk), {"works_with": ["x"]}).status_code == 422
    answer = browser.post(at("partner", mine.pk), {"works_with": [str(bakery.pk)]})
    assert answer["Location"] == at("partner", mine.pk)
    mine.refresh_from_db()
    assert mine.answered_by == custodian
    assert browser.get(at("partner", bakery.pk)).status_code == 404
    assert browser.get(at("partnership", survey.pk)).status_code == 404


def test_another_places_team_finds_none_of_it(valid_html: ValidHtml) -> None:
    survey = answered(a_survey())
    partner = survey.partners.first()
    assert partner
    inside = [at("partnership", survey.pk), at("partner", partner.pk)]
    of_the_place = [
        at(page, survey.place.slug) for page in ("partnerships", "ask_partners")
    ]  # fmt: skip
    browser = browser_of(an_organiser(survey.place))
    for address in (*inside, *of_the_place):
        valid_html(browser.get(address))
    who: list[Account | None] = [an_organiser(a_place("Elm Park")), someone("Sam"), None]
    for account in who:
        browser = browser_of(account)
        for address in inside:
            assert browser.get(address).status_code == 404
            assert browser.post(address, {}).status_code == 404
        for address in of_the_place:
            assert browser.get(address).status_code == 403


def test_forty_partners_ask_the_database_as_often_as_six() -> None:
    place = a_place()
    small = answered(a_survey(place))
    names = tuple(f"Partner {number}" for number in range(40))
    large = answered(a_survey(place, names), tuple(pairwise(names)))
    browser = browser_of(an_organiser(place))
    found = []
    for survey in (small, large):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(at("partnership", survey.pk)).status_code == 200
        found.append(len(asked))
    assert found[0] == found[1]
