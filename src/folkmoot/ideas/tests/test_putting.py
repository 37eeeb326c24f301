"""Putting proposals forward, mending them, taking them back."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from folkmoot.deciding.models import Option
from folkmoot.ideas import actions, queries
from folkmoot.ideas.models import (
    Contact,
    Draft,
    Paper,
    Proposal,
    Stage,
    Welcome,
)
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_co_author,
    a_contact,
    a_convenor,
    a_decision,
    a_draft,
    a_place,
    a_proposal,
    a_put,
    an_organiser,
    in_a_decision,
    someone,
    the_author,
    the_middle,
    the_option,
    the_person,
)
from folkmoot.kernel import links
from folkmoot.kernel.notify.models import Channel, Message
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def test_anyone_can_put_a_proposal_without_an_account() -> None:
    place = a_place()
    put = a_put(place=place)
    assert put.proposal.stage == Stage.PUT
    assert the_person(put.proposal).account is None
    assert the_person(put.proposal).email == "amina@example.org"
    assert [row.proposal for row in queries.listing(user=None, place=place).rows] == [put.proposal]


def test_the_private_link_is_kept_only_as_a_hash() -> None:
    put = a_put()
    link = put.author.links.get()
    assert put.secret not in link.secret_hash
    assert queries.author_by_secret(put.secret, at=NOON) == put.author
    assert queries.author_by_secret(links.new_secret(), at=NOON) is None


def test_a_link_copied_from_a_letter_works_however_it_is_typed() -> None:
    put = a_put()
    assert queries.author_by_secret(put.secret.upper().replace("-", " "), at=NOON) == put.author


def test_the_author_is_told_by_the_channel_they_chose() -> None:
    place = a_place()
    ways = {
        Channel.EMAIL: a_contact("Eve"),
        Channel.LETTER: Contact("Lou", "", "letter", address="1 High Street\nWren's Cross"),
        Channel.PHONE: Contact("Pat", "", "phone", phone="01234 567890"),
        Channel.TEXT: Contact("Tess", "", "text", phone="07700 900123"),
    }
    for channel, contact in ways.items():
        a_put(place=place, contact=contact)
        assert Message.objects.latest("created_at", "id").channel == channel
    a_put(place=place, contact=Contact("Nell", "", "none"))
    assert Message.objects.count() == len(ways)


def test_a_way_of_hearing_back_needs_where_to() -> None:
    with pytest.raises(Refused, match="Write your address"):
        a_put(contact=Contact("Lou", "", "letter"))
    assert not Proposal.objects.exists()


def test_the_same_form_sent_twice_makes_one_proposal() -> None:
    place, form = a_place(), uuid.uuid4()
    both = [
        actions.put_proposal(
            place=place, draft=a_draft(), contact=a_contact(), by=None, at=NOON, sent_as=form
        )
        for _ in range(2)
    ]
    assert both[0].proposal == both[1].proposal
    assert queries.author_by_secret(both[1].secret, at=NOON) == both[0].author


def test_an_author_who_gives_no_name_is_a_resident() -> None:
    proposal = a_proposal(contact=Contact())
    assert queries.proposal_page(proposal, at=NOON).credit == "A resident"


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (Draft(title=" ", what="x"), "Give your proposal a name"),
        (Draft(title="x", what=" "), "Say what"),
        (Draft(title="x" * 121, what="x"), "at most 120 letters for the name; you have 121"),
        (a_draft(cost_least_pence=9, cost_most_pence=8), "cannot be more than the most"),
        (a_draft(cost_least_pence=None), "both the least and the most"),
        (a_draft(running_pence=-1), "nothing or more"),
        (a_draft(longitude=1.0), "both its numbers"),
        (a_draft(longitude=999.0, latitude=1.0), "nowhere on the map"),
    ],
)
def test_what_cannot_be_a_proposal_is_refused_in_words(draft: Draft, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.put_proposal(place=a_place(), draft=draft, contact=a_contact(), by=None, at=NOON)


def test_a_point_outside_the_place_is_allowed_and_said() -> None:
    place = a_place()
    middle = the_middle(place)
    assert not queries.proposal_page(a_proposal(place=place, **middle), at=NOON).outside
    away = a_proposal(place=place, longitude=0.0, latitude=0.0)
    assert queries.proposal_page(away, at=NOON).outside


def test_a_place_can_read_strangers_proposals_first() -> None:
    place = a_place()
    actions.set_welcome(
        place=place, welcome=Welcome(place=place, look_first=True), by=None, at=NOON
    )
    held = a_proposal(place=place)
    assert held.stage == Stage.HELD
    assert not Proposal.objects.visible_to(someone("Sam")).filter(pk=held.pk).exists()
    assert Proposal.objects.visible_to(a_convenor(place)).filter(pk=held.pk).exists()
    assert a_proposal(place=place, by=someone("Sam")).stage == Stage.PUT

    actions.show_proposal(proposal=held, by=None, at=LATER)
    assert Proposal.objects.visible_to(None).filter(pk=held.pk).exists()


def test_a_place_that_is_closed_to_proposals_says_why() -> None:
    place = a_place()
    closed = Welcome(place=place, is_open=False, closed_because="Back in May.")
    actions.set_welcome(place=place, welcome=closed, by=None, at=NOON)
    with pytest.raises(Refused, match="Back in May"):
        a_put(place=place)
    a_put(place=a_place("Elm Park"))


def test_officers_promise_an_answer_by_the_day_the_place_says() -> None:
    place = a_place()
    actions.set_welcome(place=place, welcome=Welcome(place=place, answer_days=10), by=None, at=NOON)
    assert a_proposal(place=place).answer_date == date(2026, 5, 11)
    assert a_proposal(place=a_place("Elm Park")).answer_date == date(2026, 5, 29)


def test_a_paper_proposal_is_its_authors_and_says_who_wrote_it_down() -> None:
    place = a_place()
    organiser = an_organiser(place)
    put = actions.write_down_proposal(
        place=place,
        draft=a_draft(),
        contact=Contact("Mrs Lloyd", "Mrs Lloyd", "letter", address="2 High Street"),
        paper=Paper(date(2026, 4, 30), "17"),
        by=organiser,
        at=NOON,
    )
    assert put.proposal.written_down_by == organiser
    assert the_person(put.proposal).account is None
    assert queries.author_of(put.proposal, organiser, {}) is None
    letter = Message.objects.get(channel=Channel.LETTER)
    assert put.secret in letter.text
    history = queries.proposal_page(put.proposal, at=NOON).history
    assert (
        history[0].words == "Put forward on paper of 30 April 2026, sheet 17, typed in by the team"
    )


def test_a_paper_from_tomorrow_is_refused() -> None:
    place = a_place()
    with pytest.raises(Refused, match="cannot be in the future"):
        actions.write_down_proposal(
            place=place,
            draft=a_draft(),
            contact=Contact(),
            paper=Paper(date(2026, 5, 2)),
            by=an_organiser(place),
            at=NOON,
        )


def test_earlier_words_stay_readable_with_what_changed() -> None:
    proposal = a_proposal()
    actions.change_text(
        proposal=proposal,
        draft=a_draft(what="A long bench where one can wait."),
        author=the_author(proposal),
        by=None,
        at=LATER,
    )
    before, after = queries.versions_of(proposal)
    (change,) = queries.differences(before, after)
    assert change.label == "What"
    assert [each.words.strip() for each in change.pieces if each.kind == "new"] == ["long", "wait."]


def test_sending_the_same_words_again_makes_no_version() -> None:
    proposal = a_proposal()
    actions.change_text(
        proposal=proposal, draft=a_draft(), author=the_author(proposal), by=None, at=LATER
    )
    assert proposal.versions.count() == 1


def test_another_author_hears_that_the_words_were_changed() -> None:
    proposal = a_proposal()
    ben = a_co_author(proposal)
    Message.objects.all().delete()
    actions.change_text(
        proposal=proposal, draft=a_draft("A long bench"), author=ben, by=None, at=LATER
    )
    assert [message.to for message in Message.objects.all()] == ["amina@example.org"]


def test_an_option_of_a_draft_decision_follows_the_words() -> None:
    proposal = in_a_decision(a_proposal())
    changed = actions.change_text(
        proposal=proposal, draft=a_draft("A long bench"), author=None, by=None, at=LATER
    )
    assert Option.objects.get(pk=the_option(changed).pk).title == "A long bench"


def test_a_withdrawn_proposal_stays_readable_and_leaves_the_draft() -> None:
    proposal = a_proposal()
    decision = a_decision(place=proposal.place)
    in_a_decision(proposal, decision=decision)
    actions.withdraw_proposal(
        proposal=proposal, because="The shop did it.", author=None, by=None, at=LATER
    )
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.option) == (Stage.WITHDRAWN, None)
    assert decision.options.count() == 4
    assert Proposal.objects.visible_to(None).filter(pk=proposal.pk).exists()
    with pytest.raises(Refused, match="withdrawn"):
        actions.change_text(
            proposal=proposal, draft=a_draft("Again"), author=None, by=None, at=LATER
        )


def test_what_was_taken_down_says_why_and_does_not_come_back() -> None:
    proposal = a_proposal()
    with pytest.raises(Refused, match="Say why"):
        actions.take_down(proposal=proposal, because=" ", by=None, at=LATER)
    actions.take_down(proposal=proposal, because="It names a child.", by=None, at=LATER)
    with pytest.raises(IntegrityError, match="stays ended"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(stage=Stage.PUT)


@pytest.mark.parametrize("themes", [["x"] * 61, ["x" * 61]])
def test_a_place_has_few_themes(themes: list[str]) -> None:
    place = a_place()
    welcome = Welcome(place=place, themes=themes)
    with pytest.raises(Refused, match="theme"):
        actions.set_welcome(place=place, welcome=welcome, by=None, at=NOON)
