"""Merging, only with every author's yes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.models import (
    Contact,
    Merger,
    MergerConsent,
    MergerPart,
    MergerStage,
    Paper,
    Proposal,
    Stage,
)
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_co_author,
    a_contact,
    a_merger,
    a_place,
    a_proposal,
    a_support,
    an_organiser,
    in_a_decision,
    the_author,
)
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.places.models import Place

pytestmark = pytest.mark.django_db


def two(place: Place) -> tuple[Proposal, Proposal]:
    """A proposal by Amina and one by Cerys."""
    return (
        a_proposal("A bench", place=place),
        a_proposal("A shelter", place=place, contact=a_contact("Cerys Lloyd")),
    )


def say(merger: Merger, proposal: Proposal, *, yes: bool = True, words: str = "") -> Merger:
    author = the_author(proposal)
    return actions.answer_merger(
        merger=merger, author=author, is_yes=yes, words=words, by=None, at=LATER
    )


def test_when_every_author_says_yes_there_is_one_proposal() -> None:
    one, other = two(a_place())
    ben = a_co_author(one)
    merger = a_merger(one, other)
    say(merger, one)
    merger = say(merger, other)
    assert merger.made is None
    assert rules.why_not_complete(merger) == "One author has not answered yet."
    merger = actions.answer_merger(merger=merger, author=ben, is_yes=True, by=None, at=LATER)

    assert merger.made is not None
    credit = {author.shown_name for author in merger.made.authors.credited()}
    assert credit == {"Amina Khan", "Ben Okoro", "Cerys Lloyd"}
    for part in (one, other):
        part.refresh_from_db()
        assert (part.stage, part.merged_into) == (Stage.MERGED, merger.made)
        assert Proposal.objects.visible_to(None).filter(pk=part.pk).exists()
    assert merger.made.place == one.place


def test_one_no_stops_it_and_the_reason_is_kept() -> None:
    one, other = two(a_place())
    merger = a_merger(one, other)
    with pytest.raises(Refused, match="why not"):
        say(merger, one, yes=False)
    merger = say(merger, one, yes=False, words="Mine is for the school.")
    assert (merger.stage, merger.ended_because) == (MergerStage.STOPPED, "Mine is for the school.")
    with pytest.raises(Refused, match="Someone said no"):
        say(merger, other)
    one.refresh_from_db()
    assert one.stage == Stage.PUT
    a_merger(one, other)  # may be suggested again


def test_support_is_not_moved_supporters_are_told_and_asked_again() -> None:
    one, other = two(a_place())
    a_support(one, "cara@example.org")
    merger = a_merger(one, other)
    say(merger, one)
    made = say(merger, other).made
    assert made is not None
    assert (one.supports.count(), made.supports.count()) == (1, 0)
    told = Message.objects.get(to="cara@example.org")
    assert f"/ideas/{made.ref}/support/" in told.text


def test_someone_with_two_proposals_is_asked_once() -> None:
    place = a_place()
    one, other = a_proposal("A bench", place=place), a_proposal("A shelter", place=place)
    author = the_author(other)
    author.person = the_author(one).person
    author.save()
    merger = say(a_merger(one, other), one)
    assert merger.stage == MergerStage.AGREED
    assert merger.made is not None
    assert merger.made.authors.count() == 1


def test_an_author_answers_once() -> None:
    one, other = two(a_place())
    a_co_author(one)
    merger = say(a_merger(one, other), one)
    with pytest.raises(Refused, match="answered this already"):
        say(merger, one)
    with pytest.raises(IntegrityError), transaction.atomic():
        MergerConsent.objects.create(
            merger=merger, author=the_author(one), is_yes=False, given_at=NOON
        )
    with pytest.raises(IntegrityError, match="given once"), transaction.atomic():
        MergerConsent.objects.update(is_yes=False)


def test_only_authors_of_these_proposals_are_asked() -> None:
    place = a_place()
    one, other = two(place)
    stranger = the_author(a_proposal("Other", place=place))
    merger = a_merger(one, other)
    with pytest.raises(Refused, match="Only the authors"):
        actions.answer_merger(merger=merger, author=stranger, is_yes=True, by=None, at=LATER)
    with pytest.raises(IntegrityError, match="Only the authors"), transaction.atomic():
        MergerConsent.objects.create(merger=merger, author=stranger, is_yes=True, given_at=NOON)


def test_someone_asked_but_not_yet_an_author_is_not_waited_for() -> None:
    one, other = two(a_place())
    actions.invite_author(proposal=one, email="dai@example.org", author=None, by=None, at=NOON)
    merger = a_merger(one, other)
    say(merger, one)
    assert say(merger, other).made is not None


def test_a_yes_on_paper_is_noted_with_its_date() -> None:
    place = a_place()
    organiser = an_organiser(place)
    one, other = two(place)
    merger = a_merger(one, other)
    actions.answer_merger(
        merger=merger, author=the_author(one), is_yes=True, paper=Paper(date(2026, 5, 3)),
        by=organiser, at=LATER,
    )  # fmt: skip
    consent = merger.consents.get()
    assert (consent.paper_date, consent.noted_by) == (date(2026, 5, 3), organiser)


def test_proposals_of_two_places_stay_apart() -> None:
    one, other = a_proposal(), a_proposal(place=a_place("Elm Park"))
    with pytest.raises(Refused, match="same place"):
        a_merger(one, other)
    merger = a_merger(one, a_proposal("Another", place=one.place))
    with pytest.raises(IntegrityError, match="same place"), transaction.atomic():
        MergerPart.objects.create(merger=merger, proposal=other)


def test_a_proposal_is_in_one_merger_at_a_time() -> None:
    place = a_place()
    one, other = two(place)
    a_merger(one, other)
    with pytest.raises(Refused, match="in another merger already"):
        a_merger(one, a_proposal("Third", place=place))
    with pytest.raises(Refused, match="Choose another"):
        a_merger(one, one)


def test_what_is_in_a_decision_is_not_merged_and_what_is_merging_joins_none() -> None:
    place = a_place()
    one, other = two(place)
    with pytest.raises(Refused, match="in a decision"):
        a_merger(in_a_decision(a_proposal("Third", place=place)), one)
    a_merger(one, other)
    assert "being asked about a merger" in rules.why_not_join(one)


def test_withdrawing_one_calls_the_merger_off_and_tells_the_others() -> None:
    one, other = two(a_place())
    merger = a_merger(one, other)
    Message.objects.all().delete()
    actions.withdraw_proposal(proposal=one, author=the_author(one), by=None, at=LATER)
    merger.refresh_from_db()
    assert merger.stage == MergerStage.CALLED_OFF
    assert Message.objects.filter(to="cerys@example.org").exists()


def test_the_team_can_call_it_off_with_a_reason() -> None:
    one, other = two(a_place())
    merger = a_merger(one, other)
    with pytest.raises(Refused, match="Say why"):
        actions.call_off_merger(merger=merger, because="", by=None, at=LATER)
    actions.call_off_merger(merger=merger, because="Too soon.", by=None, at=LATER)
    history = [step.words for step in queries.proposal_page(one, at=LATER).history]
    assert "It stays apart: not everyone agreed to the merger" in history
    assert "Too soon." not in " ".join(history)


def test_each_author_gets_a_link_that_opens_their_page() -> None:
    one, other = two(a_place())
    a_merger(one, other)
    asked = Message.objects.get(to="cerys@example.org", subject__startswith="A question")
    secret = asked.text.split("/ideas/link/")[1].split("/")[0]
    assert queries.author_by_secret(secret, at=LATER) == the_author(other)


def test_an_author_who_left_is_not_asked() -> None:
    one, other = two(a_place())
    ben = a_co_author(one)
    actions.step_back(author=ben, by=None, at=NOON)
    merger = a_merger(one, other)
    assert ben not in rules.authors_waited_for(merger)


def test_the_first_author_can_leave_the_proposal_to_another() -> None:
    proposal = a_proposal()
    with pytest.raises(Refused, match="only author"):
        actions.step_back(author=the_author(proposal), by=None, at=NOON)
    ben = a_co_author(proposal)
    actions.step_back(author=the_author(proposal), by=None, at=NOON)
    assert the_author(proposal) == ben
    assert queries.proposal_page(proposal, at=NOON).credit == "Ben Okoro"


def test_an_invitation_that_is_declined_keeps_nothing_of_the_person() -> None:
    proposal = a_proposal()
    invited = actions.invite_author(
        proposal=proposal, email="dai@example.org", author=None, by=None, at=NOON
    )
    actions.decline_invitation(author=invited, by=None, at=LATER)
    invited.refresh_from_db()
    assert (invited.invited_email, invited.person) == ("", None)
    assert invited.links.get().ends_at == LATER
    with pytest.raises(Refused, match="said no"):
        actions.accept_invitation(author=invited, contact=Contact(), by=None, at=LATER)
