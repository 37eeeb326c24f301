"""What the funders decided together becomes awards: to the penny, once, and never more."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from folkmoot.awards import actions, rules
from folkmoot.awards.models import Award
from folkmoot.awards.queries.decided import awards_of, decisions_to_award
from folkmoot.awards.tests.makers import a_plan, an_organisation, who
from folkmoot.granting.actions import declare_interest
from folkmoot.granting.models import Application, Choice
from folkmoot.granting.tests.assessing_makers import LATER, decided, the_manager, told, written
from folkmoot.granting.tests.makers import leader_of
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import AWARD_MANAGER
from folkmoot.kernel.rules import Refused
from folkmoot.people.actions import give_organisation_role
from folkmoot.places.tests.makers import a_place, someone
from folkmoot.programmes.tests.makers import FUNDERS
from tests.fixtures.pages import ValidHtml, browser_of


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def chosen_and_told(**says: str) -> tuple[Choice, Application]:
    """A decision whose letters have gone, and the one that was chosen."""
    choice = told(written(decided(None, **says)))
    return choice, Application.objects.get(call=choice.panel.call, stage="INVITED")


def planned(piece: Application, funder: str, pence: int) -> Any:
    lead = an_organisation(piece.lead.name)
    return a_plan(a_place(), funder=an_organisation(funder), recipient=lead, awarded_pence=pence)


def begun(piece: Application, funder: str, pence: int) -> Award:
    fund = an_organisation(funder)
    return actions.begin_decided_award(
        application=piece, plan=planned(piece, funder, pence), by=who(AWARD_MANAGER, fund),
        at=LATER,
    )  # fmt: skip


def test_a_sum_is_shared_to_the_penny_by_what_each_has_set_aside() -> None:
    assert rules.shared(2_000_000, [3, 6, 9]) == [333_333, 666_667, 1_000_000]
    for pence in range(200):
        parts = rules.shared(pence, [50, 35, 15])
        assert sum(parts) == pence
        assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"choice_stage": "NOT_CARRIED"}, "not carried"),
        ({"choice_stage": "DECIDED"}, "They hear of it first"),
        ({"is_given": False}, "It is not chosen"),
        ({"says": "reject"}, "did not approve"),
        ({"says": "recused"}, "did not approve"),
        ({"has_award": True}, "already"),
        ({"pence": 101}, "£1 is left"),
        ({"left_pence": 0}, "All that was decided is in awards"),
        ({}, ""),
    ],
)
def test_why_no_award_comes_of_a_decision_is_said_in_words(wrong: Any, said: str) -> None:
    facts = {
        "choice_stage": "TOLD", "is_given": True, "says": "conditions", "has_award": False,
        "pence": 100, "left_pence": 100,
    }  # fmt: skip
    why = rules.why_not_begin_decided(**(facts | wrong))
    assert said in why
    assert bool(why) is bool(said)


@pytest.mark.django_db
def test_each_funder_gives_its_part_and_all_parts_are_what_was_decided() -> None:
    choice, piece = chosen_and_told(Ministry="conditions")
    row = awards_of(choice).rows[0]
    assert [(each.funder.name, each.share_pence) for each in row.parts] == [
        ("The Foundation", 1_000_000), ("The Lottery", 333_333), ("The Ministry", 666_667),
    ]  # fmt: skip

    first = begun(piece, "The Ministry", 666_667)
    assert first.decided_date == localdate(choice.decided_at)
    assert (first.asked_pence, first.application) == (2_000_000, piece)
    assert [each.words for each in first.conditions.all()] == ["Because of this."]
    area = first.areas.get()
    assert (area.code, area.edition) == (piece.area_code, f"{piece.call.opens_at:%Y}")
    second = begun(piece, "The Lottery", 300_000)
    assert second.joined_to == first
    found = awards_of(choice)
    assert (found.given_pence, found.awarded_pence, found.left_pence) == (
        2_000_000, 966_667, 1_033_333,
    )  # fmt: skip
    assert (found.n_made, found.n_to_make) == (2, 1)
    assert found.rows[0].parts[0].share_pence == 1_033_333

    with pytest.raises(Refused, match="has an award for it already"):
        begun(piece, "The Lottery", 1)
    with pytest.raises(Refused, match=r"£10,333\.33 is left"):
        begun(piece, "The Foundation", 1_033_334)
    with pytest.raises(Refused, match="did not approve"):
        begun(piece, "Another Fund", 1)
    begun(piece, "The Foundation", 1_033_333)
    assert awards_of(choice).left_pence == 0


@pytest.mark.django_db
def test_the_database_itself_gives_no_more_than_was_decided_and_keeps_where_it_came_of() -> None:
    _, piece = chosen_and_told()
    award = begun(piece, "The Lottery", 2_000_000)
    rows = Award.objects.filter(pk=award.pk)
    with pytest.raises(IntegrityError, match="more than what was decided"), transaction.atomic():
        rows.update(awarded_pence=2_000_001)
    with pytest.raises(IntegrityError, match="came of stays"), transaction.atomic():
        rows.update(application=None)
    plan = planned(piece, "The Ministry", 1)
    by = who(AWARD_MANAGER, plan.funder)
    with pytest.raises(IntegrityError, match="never more"), transaction.atomic():
        actions.begin_award(plan=plan, of=piece, by=by, at=LATER)


@pytest.mark.django_db
def test_an_award_is_begun_from_the_decision_by_the_pages_alone(
    valid_html: ValidHtml,
) -> None:
    choice, piece = chosen_and_told(Ministry="conditions")
    lottery = an_organisation(FUNDERS[0])
    gil = browser_of(who(AWARD_MANAGER, lottery))
    assert f"/awards/of/{choice.ref}/" in gil.get("/awards/").content.decode()
    page = gil.get(f"/awards/of/{choice.ref}/")
    valid_html(page)
    assert "0 made, 3 still to be made" in page.content.decode()
    here = f"/awards/of/{choice.ref}/{piece.pk}/{lottery.ref}/"
    form = gil.get(here)
    valid_html(form)
    assert "3333.33" in form.content.decode()

    place = a_place()
    days = {f"{name}_{part}": "4" for name in ("starts", "ends") for part in ("day", "month")}
    days |= {"starts_year": "2027", "ends_year": "2029"}
    said = {
        "place": str(place.pk), "recipient": str(piece.lead_id), "partnership": "",
        "title": "Mill kitchen", "purpose": "To cook.", "awarded": "3,333.33", **days,
    }  # fmt: skip
    wrong: tuple[tuple[dict[str, str], str], ...] = (
        ({"awarded": "20,000.01"}, "Of what was decided £20,000 is left"),
        ({"awarded": "three"}, "£"),
        ({"ends_year": "2026"}, "It ends before it begins"),
        ({"recipient": str(lottery.pk)}, "the same organisation"),
        ({"title": ""}, "title"),
    )
    for more, words in wrong:
        answer = gil.post(here, said | more)
        assert answer.status_code == 422, more
        assert words in answer.content.decode(), more
    assert gil.post(here, said).status_code == 302
    award = Award.objects.get()
    assert (award.application, award.funder, award.place) == (piece, lottery, place)
    again = gil.post(here, said)
    assert "has an award for it already" in again.content.decode()
    page = gil.get(f"/awards/of/{choice.ref}/")
    assert "1 made, 2 still to be made" in page.content.decode()
    assert f"/awards/{award.ref}/" in page.content.decode()


@pytest.mark.django_db
def test_where_an_award_came_of_is_told_only_to_those_who_may_see_the_decision() -> None:
    choice, piece = chosen_and_told()
    award = begun(piece, "The Lottery", 1_000)
    manager = the_manager(choice.panel)
    here = f"/awards/of/{choice.ref}/"
    fund = who(AWARD_MANAGER, award.funder)
    other = who(AWARD_MANAGER, an_organisation("The Other Fund"))
    for account, code in ((manager, 200), (fund, 200), (other, 404), (leader_of(piece), 404),
                          (someone("Sam"), 404), (None, 403)):  # fmt: skip
        assert browser_of(account).get(here).status_code == code, account
    begin = f"{here}{piece.pk}/{an_organisation('The Ministry').ref}/"
    assert browser_of(manager).get(begin).status_code == 403
    assert browser_of(fund).get(begin).status_code == 403
    assert browser_of(other).get(begin).status_code == 404

    page = f"/awards/{award.ref}/"
    assert "From the joint decision" not in browser_of(fund).get(page).content.decode()
    Choice.objects.filter(pk=choice.pk).update(stage="PUBLISHED")
    shown = browser_of(fund).get(page).content.decode()
    assert "From the joint decision" in shown
    assert f"/choices/{choice.ref}/chosen/" in shown

    declare_interest(application=piece, words="My sister", by=manager, at=LATER)
    assert browser_of(manager).get(here).status_code == 404


@pytest.mark.django_db
def test_who_looks_after_two_funders_is_asked_until_both_have_made_theirs() -> None:
    choice, piece = chosen_and_told()
    one, other = FUNDERS[:2]
    account = who(AWARD_MANAGER, an_organisation(one))
    give_organisation_role(
        organisation=an_organisation(other), email=account.email, role=AWARD_MANAGER, by=None,
        at=LATER,
    )  # fmt: skip
    for funder in (one, other):
        assert decisions_to_award(account) == [choice], funder
        begun(piece, funder, 1_000)
    assert decisions_to_award(account) == []
