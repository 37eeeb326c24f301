"""What people did not choose is put forward again, by its authors and once."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions, queries
from folkmoot.ideas.models import Author, Draft, Proposal, Stage, Welcome
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
    a_support,
    an_officer,
    in_a_decision,
    someone,
    the_author,
)
from folkmoot.ideas.tests.test_decisions import published
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from tests.fixtures.pages import ValidHtml

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_three_days_later")]


def not_funded(proposal: Proposal) -> Proposal:
    published(in_a_decision(proposal), won=False)
    return Proposal.objects.get(pk=proposal.pk)


def again(proposal: Proposal, author: Author | None = None) -> Proposal:
    return actions.put_again(proposal=proposal, author=author, by=None, at=LATER)


def press(client: Client, proposal: Proposal) -> int:
    return client.post(reverse("ideas:again", args=[proposal.ref])).status_code


def test_the_words_and_the_authors_are_the_same_and_officers_answer_afresh() -> None:
    proposal = a_proposal("A bench", theme="Streets")
    a_co_author(proposal)
    proposal = not_funded(proposal)

    made = again(proposal, the_author(proposal))

    assert made.ref != proposal.ref
    assert Draft.of(made) == Draft.of(proposal)
    assert (made.place, made.stage, made.put_at) == (proposal.place, Stage.PUT, LATER)
    assert [each.credit for each in made.authors.credited()] == ["Amina Khan", "Ben Okoro"]
    assert [each.is_first for each in made.authors.credited()] == [True, False]
    assert made.answer_date > proposal.answer_date
    page = queries.proposal_page(made, at=LATER)
    assert page.verdict is None
    assert "Officers say by" in page.next
    decision = a_decision(place=made.place)
    with pytest.raises(Refused, match="Officers have not answered"):
        actions.put_to_decision(
            proposal=made, decision=decision, cost_pence=700_00, by=None, at=LATER
        )
    event = Event.objects.get(kind="proposal_put_again")
    assert event.facts == {"before": proposal.ref, "author": str(the_author(proposal).pk)}


def test_both_pages_say_so(client: Client, valid_html: ValidHtml) -> None:
    proposal = not_funded(a_proposal())
    page = client.get(reverse("ideas:proposal", args=[proposal.ref]))
    assert "Its authors can put it forward again." in page.content.decode()
    made = again(proposal)
    before = valid_html(client.get(reverse("ideas:proposal", args=[proposal.ref])))
    after = valid_html(client.get(reverse("ideas:proposal", args=[made.ref])))
    assert f"put forward again as {made.ref}" in "".join(before.itertext())
    assert "It was put forward again." in "".join(before.itertext())
    assert f"put forward again from {proposal.ref}" in "".join(after.itertext())


def test_every_author_gets_a_link_and_supporters_are_asked_again() -> None:
    proposal = a_proposal()
    a_co_author(proposal)
    a_support(proposal, "cara@example.org")
    a_support(proposal, "silent@example.org", news=False)
    proposal = not_funded(proposal)
    Message.objects.all().delete()

    made = again(proposal)

    told = {message.to: message.text for message in Message.objects.all()}
    assert sorted(told) == ["amina@example.org", "ben@example.org", "cara@example.org"]
    assert reverse("ideas:support", args=[made.ref]) in told["cara@example.org"]
    assert "has not been moved" in told["cara@example.org"]
    assert (made.supports.count(), proposal.supports.count()) == (0, 2)
    secret = told["ben@example.org"].split("/ideas/link/")[1].split("/")[0]
    author = queries.author_by_secret(secret, at=LATER)
    assert author
    assert (author.proposal, author.credit) == (made, "Ben Okoro")


def test_it_is_done_once_and_only_for_what_was_not_chosen() -> None:
    waiting, deciding = a_proposal("Waiting"), in_a_decision(a_proposal("On a list"))
    won = in_a_decision(a_proposal("Won"))
    published(won, won=True)
    for each, why in ((waiting, "once people"), (deciding, "once people"), (won, "got the money")):
        with pytest.raises(Refused, match=why):
            again(each)
    proposal = not_funded(a_proposal("Lost"))
    made = again(proposal)
    with pytest.raises(Refused, match=made.ref):
        again(proposal)
    assert Proposal.objects.count() == 5
    assert again(not_funded(made)).put_again_from == made, "as often as people say no"


def test_a_place_that_takes_no_proposals_takes_none_again() -> None:
    place = a_place()
    proposal = not_funded(a_proposal(place=place))
    shut = Welcome(place=place, is_open=False, closed_because="Until autumn.")
    actions.set_welcome(place=place, welcome=shut, by=None, at=NOON)
    with pytest.raises(Refused, match="Until autumn"):
        again(proposal)
    again(not_funded(a_proposal(place=a_place("Elm Park"))))


def test_only_its_authors_put_it_forward_again() -> None:
    here, there = a_place(), a_place("Elm Park")
    proposal = a_proposal(place=here, by=someone("Amina"))
    a_co_author(proposal, by=someone("Ben"))
    former = a_co_author(proposal, "Eve Rhys", by=someone("Eve"))
    actions.step_back(author=former, by=None, at=NOON)
    a_proposal("Over there", place=there, by=someone("Dai"))
    proposal = not_funded(proposal)
    for account in (None, someone("Sam"), someone("Dai"), someone("Eve"), a_convenor(here),
                    an_officer(here), a_convenor(there)):  # fmt: skip
        client = Client()
        if account:
            client.force_login(account)
        assert press(client, proposal) == 403
    assert not Proposal.objects.filter(put_again_from=proposal).exists()
    client = Client()
    client.force_login(someone("Ben"))
    assert client.get(reverse("ideas:again", args=[proposal.ref])).status_code == 405
    assert press(client, proposal) == 302
    made = Proposal.objects.get(put_again_from=proposal)
    assert client.get(reverse("ideas:own", args=[made.ref])).status_code == 200
    assert press(client, proposal) == 409


def test_a_private_link_has_the_button_and_opens_the_new_one_too(
    client: Client, valid_html: ValidHtml
) -> None:
    put, other = a_put("A bench"), a_put("A shelter", contact=a_contact("Ben Okoro"))
    proposal = not_funded(put.proposal)
    own = reverse("ideas:own", args=[proposal.ref])
    client.get(reverse("ideas:link", args=[put.secret]))
    assert reverse("ideas:again", args=[proposal.ref]) in client.get(own).content.decode()
    page = client.post(reverse("ideas:again", args=[proposal.ref]), follow=True)
    made = Proposal.objects.get(put_again_from=proposal)
    valid_html(page)
    assert page.redirect_chain == [(reverse("ideas:own", args=[made.ref]), 302)]
    before = client.get(own)
    valid_html(before)
    assert reverse("ideas:again", args=[proposal.ref]) not in before.content.decode()
    assert press(client, other.proposal) == 403


def test_no_button_before_people_have_decided(client: Client) -> None:
    put = a_put()
    in_a_decision(put.proposal)
    client.get(reverse("ideas:link", args=[put.secret]))
    page = client.get(reverse("ideas:own", args=[put.proposal.ref])).content.decode()
    assert reverse("ideas:again", args=[put.proposal.ref]) not in page


def test_the_database_keeps_it_in_its_place_and_after_the_decision() -> None:
    lost, waiting = not_funded(a_proposal()), a_proposal("Waiting")
    elsewhere = a_place("Elm Park")
    for place, before in ((elsewhere, lost), (waiting.place, waiting)):
        with pytest.raises(IntegrityError, match="in its own place"), transaction.atomic():
            Proposal.objects.create(
                place=place,
                put_at=NOON,
                answer_date=LATER.date(),
                put_again_from=before,
                **a_draft().as_fields(),
            )
