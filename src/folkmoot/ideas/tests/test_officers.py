"""Officers' answers: given out, declared, reasoned, changed with a new reason."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.ideas import actions, queries
from folkmoot.ideas.forms import AssignForm
from folkmoot.ideas.models import Contact, Declaration, Finding, Interest, Stage, Verdict
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_convenor,
    a_draft,
    a_place,
    a_proposal,
    a_support,
    a_verdict,
    an_answer,
    an_assessment,
    an_officer,
    an_organiser,
    someone,
)
from folkmoot.kernel.notify.models import Channel, Message
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def test_an_assessment_opens_only_after_a_declaration() -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place)
    assessment = an_assessment(proposal, officer)
    with pytest.raises(Refused, match="Say first"):
        actions.give_verdict(assessment=assessment, answer=an_answer(), by=officer, at=NOON)
    actions.declare_interest(assessment=assessment, interest=Interest.NONE, by=officer, at=NOON)
    actions.give_verdict(assessment=assessment, answer=an_answer(), by=officer, at=NOON)
    proposal.refresh_from_db()
    assert proposal.stage == Stage.FEASIBLE


def test_the_database_too_wants_a_declaration_first() -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place)
    assessment = an_assessment(proposal, officer)
    with pytest.raises(IntegrityError, match="before they answer"), transaction.atomic():
        Verdict.objects.create(
            assessment=assessment, finding="NOT_FEASIBLE", version=1, reason="No.",
            would_need="Luck.", answered_at=NOON, answered_by=officer,
        )  # fmt: skip


def test_an_officer_who_steps_aside_gives_it_back() -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place)
    assessment = an_assessment(proposal, officer)
    actions.declare_interest(
        assessment=assessment, interest=Interest.RECUSED, words="It is my street.", by=officer,
        at=NOON,
    )  # fmt: skip
    assessment.refresh_from_db()
    assert assessment.officer is None
    with pytest.raises(Refused, match="stepped aside"):
        actions.give_verdict(assessment=assessment, answer=an_answer(), by=officer, at=NOON)
    with pytest.raises(Refused, match="stepped aside"):
        actions.declare_interest(
            assessment=assessment, interest=Interest.NONE, by=officer, at=LATER
        )


def test_a_shown_interest_stands_beside_the_answer() -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place)
    assessment = an_assessment(proposal, officer)
    actions.declare_interest(
        assessment=assessment, interest=Interest.SHOWN, words="I use this bus.", by=officer, at=NOON
    )
    verdict = actions.give_verdict(assessment=assessment, answer=an_answer(), by=officer, at=NOON)
    assert ("Interest declared", "I use this bus.") in queries.answer_facts(verdict)


def test_nobody_answers_their_own_proposal() -> None:
    place = a_place()
    officer = an_officer(place)
    proposal = a_proposal(place=place, by=officer)
    with pytest.raises(Refused, match="cannot also be the one"):
        an_assessment(proposal, officer)
    assessment = an_assessment(proposal)
    with pytest.raises(Refused, match="cannot also be the one"):
        actions.declare_interest(assessment=assessment, interest=Interest.NONE, by=officer, at=NOON)


def test_only_officers_of_the_place_can_be_given_a_proposal() -> None:
    place, other = a_place(), a_place("Elm Park")
    proposal = a_proposal(place=place)
    for wrong in (an_officer(other, "Oz"), an_organiser(place), someone("Sam")):
        with pytest.raises(Refused, match="not a service officer here"):
            an_assessment(proposal, wrong)


def test_what_another_officer_looks_at_is_theirs() -> None:
    proposal = a_proposal()
    olu, oz = an_officer(proposal.place, "Olu"), an_officer(proposal.place, "Oz")
    assessment = an_assessment(proposal, olu)
    with pytest.raises(Refused, match="Olu is looking at this"):
        actions.declare_interest(assessment=assessment, interest=Interest.NONE, by=oz, at=NOON)


def test_an_answer_that_says_no_says_what_would_make_it_possible() -> None:
    for finding in (Finding.CHANGES, Finding.NOT_FEASIBLE):
        with pytest.raises(Refused, match="what would make it possible"):
            a_verdict(a_proposal(place=a_place(str(finding.label))), finding, would_need=" ")


@pytest.mark.parametrize(
    ("costs", "sentence"),
    [
        ({"cost_least_pence": 9, "cost_most_pence": 8}, "cannot be more than the most"),
        ({"cost_least_pence": None, "cost_most_pence": None}, "Write what it would cost"),
        ({"cost_least_pence": -5, "cost_most_pence": 8}, "nothing or more"),
        ({"certainty": ""}, "how sure"),
        ({"running_pence": 100}, "who would carry"),
    ],
)
def test_a_yes_says_what_it_costs(costs: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        a_verdict(a_proposal(), Finding.FEASIBLE, **costs)


def test_a_change_of_mind_is_another_answer_and_the_first_stays() -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place, "Olu")
    first = a_verdict(proposal, Finding.NOT_FEASIBLE, officer=officer)
    second = actions.give_verdict(
        assessment=first.assessment, answer=an_answer(reason="The stop moved."), by=officer,
        at=LATER,
    )  # fmt: skip
    page = queries.proposal_page(proposal, at=LATER)
    assert page.verdict == second
    assert page.earlier_verdicts == [first]
    with pytest.raises(IntegrityError, match="change of mind"), transaction.atomic():
        Verdict.objects.filter(pk=first.pk).update(reason="Never said it.")
    with pytest.raises(IntegrityError, match="change of mind"), transaction.atomic():
        first.delete()
    with pytest.raises(IntegrityError, match="declared"), transaction.atomic():
        Declaration.objects.all().delete()


def test_authors_and_supporters_hear_the_answer_and_its_reason() -> None:
    letter = Contact("Mrs Lloyd", "Mrs Lloyd", "letter", address="2 High Street")
    proposal = a_proposal(contact=letter)
    a_support(proposal, "cara@example.org")
    a_support(proposal, "quiet@example.org", news=False)
    Message.objects.all().delete()
    a_verdict(proposal, reason="There is room by the kerb.")
    told = {
        message.to: message for message in Message.objects.filter(subject__startswith="Answered")
    }
    assert set(told) == {"Mrs Lloyd\n2 High Street", "cara@example.org"}
    assert all("There is room by the kerb." in message.text for message in told.values())
    assert told["Mrs Lloyd\n2 High Street"].channel == Channel.LETTER


def test_words_changed_after_the_answer_are_said_to_be_newer() -> None:
    proposal = a_proposal()
    a_verdict(proposal)
    assert not queries.proposal_page(proposal, at=NOON).is_stale
    changed = actions.change_text(
        proposal=proposal, draft=a_draft("Two benches"), author=None, by=None, at=LATER
    )
    assert queries.proposal_page(changed, at=LATER).is_stale


def test_changing_what_cannot_be_done_brings_officers_back_by_a_new_day() -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place, "Olu")
    a_verdict(proposal, Finding.NOT_FEASIBLE, officer=officer)
    assert queries.queue(officer, {}, at=LATER).duties == []
    actions.change_text(
        proposal=proposal, draft=a_draft("A bench indoors"), author=None, by=None, at=LATER
    )
    (duty,) = queries.queue(officer, {}, at=LATER).duties
    assert (duty.proposal.stage, duty.days_left) == (Stage.ASSESSED, 28)


def test_the_queue_puts_the_oldest_promise_first_and_keeps_to_ones_places() -> None:
    place, other = a_place(), a_place("Elm Park")
    officer = an_officer(place)
    late = a_proposal("Late", place=place, at=NOON - timedelta(days=60))
    soon = a_proposal("Soon", place=place)
    done = a_proposal("Done", place=place)
    a_verdict(done, officer=officer)
    a_proposal("Elsewhere", place=other)
    waiting = queries.queue(officer, {}, at=NOON)
    assert [duty.proposal for duty in waiting.duties] == [late, soon]
    assert [duty.is_late for duty in waiting.duties] == [True, False]
    assert (waiting.n_waiting, waiting.n_late) == (2, 1)
    both = queries.queue(officer, {"state": "all"}, at=NOON)
    assert [duty.proposal for duty in both.duties] == [late, soon, done]
    assert queries.queue(officer, {"whose": "mine"}, at=NOON).duties == []
    assert queries.queue(a_convenor(other), {}, at=NOON).duties[0].proposal.title == "Elsewhere"


def test_giving_it_out_can_move_the_promised_day() -> None:
    proposal = a_proposal()
    actions.assign_assessment(
        proposal=proposal, service="Parks", officer=None, answer_date=date(2026, 6, 30), by=None,
        at=NOON,
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.answer_date, proposal.stage) == (date(2026, 6, 30), Stage.ASSESSED)


def test_likely_duplicates_are_found_near_and_by_their_words() -> None:
    place = a_place()
    here = {"longitude": -1.5, "latitude": 53.8}
    one = a_proposal("Swings on the green", place=place, theme="Play", **here)
    near = a_proposal("A slide", place=place, longitude=-1.501, latitude=53.8)
    alike = a_proposal("More swings please", place=place)
    a_proposal("A bus to town", place=place, longitude=-1.9, latitude=53.9)
    a_proposal("Swings on the green", place=a_place("Elm Park"), **here)
    found = {each.proposal: each.why for each in queries.like(one)}
    assert set(found) == {near, alike}
    assert found[near] == "70 metres away"


def test_an_answer_is_not_promised_for_a_day_that_has_passed() -> None:
    told = {"service": "Parks", "answer_date_day": "1", "answer_date_month": "5"}
    form = AssignForm(told | {"answer_date_year": "2020"}, officers=[], earliest=date(2026, 5, 1))
    assert form.errors["answer_date"] == ["Choose 1 May 2026 or a later day."]
    told |= {"answer_date_year": "2026"}
    assert AssignForm(told, officers=[], earliest=date(2026, 5, 1)).is_valid()
