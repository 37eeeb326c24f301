"""A proposal joins a decision as an option, and hears what people chose."""

import pytest
from django.db import IntegrityError, transaction

from folkmoot.deciding.models import Count, Decision, Winner
from folkmoot.deciding.tests.makers import CLOSING
from folkmoot.ideas import actions, queries, tasks
from folkmoot.ideas.models import Author, Finding, Proposal, Stage
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_decision,
    a_draft,
    a_place,
    a_proposal,
    a_support,
    a_verdict,
    in_a_decision,
    the_option,
)
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def put(
    proposal: Proposal, decision: Decision, *, cost: int = 700_00, because: str = ""
) -> Proposal:
    return actions.put_to_decision(
        proposal=proposal, decision=decision, cost_pence=cost, because=because, by=None, at=LATER
    )


def opened(decision: Decision) -> None:
    """Voting has opened, as far as the database is concerned."""
    Decision.objects.filter(pk=decision.pk).update(stage="OPEN", opened_at=NOON, digest="x")


def published(proposal: Proposal, *, won: bool) -> Decision:
    option = the_option(proposal)
    opened(option.decision)
    count = Count.objects.create(
        decision=option.decision, rule="r", outcome={}, digest="d", n_ballots=1, spent_pence=1
    )
    if won:
        Winner.objects.create(count=count, option=option, turn=1)
    decision = Decision.objects.filter(pk=option.decision_id)
    decision.update(stage="CLOSED", closed_at=CLOSING)
    decision.update(stage="COUNTING")
    decision.update(stage="COUNTED", counted_at=NOON)
    decision.update(stage="PUBLISHED", published_at=LATER)
    return Decision.objects.get(pk=option.decision_id)


def test_a_feasible_proposal_becomes_an_option_at_a_cost_officers_named() -> None:
    proposal = a_proposal()
    a_verdict(proposal)
    decision = a_decision(place=proposal.place)
    for wrong in (599_00, 801_00):
        with pytest.raises(Refused, match="£600 to £800"):
            put(proposal, decision, cost=wrong)
    proposal = put(proposal, decision)
    assert proposal.option is not None
    assert (proposal.option.title, proposal.option.cost_pence) == (proposal.title, 700_00)
    assert proposal.stage == Stage.DECIDING
    with pytest.raises(Refused, match="in a decision already"):
        put(proposal, decision)


@pytest.mark.parametrize("finding", [None, Finding.NOT_FEASIBLE])
def test_without_officers_yes_the_reason_is_given_and_shown(finding: Finding | None) -> None:
    proposal = a_proposal()
    if finding:
        a_verdict(proposal, finding)
    decision = a_decision(place=proposal.place)
    with pytest.raises(Refused, match="Say why"):
        put(proposal, decision)
    proposal = put(proposal, decision, because="People asked for it.")
    assert proposal.put_without_answer_because == "People asked for it."


def test_a_proposal_joins_only_a_draft_of_its_own_place() -> None:
    proposal = a_proposal()
    a_verdict(proposal)
    elsewhere = a_decision(place=a_place("Elm Park"))
    with pytest.raises(Refused, match="another place"):
        put(proposal, elsewhere)
    late = a_decision(place=proposal.place)
    opened(late)
    with pytest.raises(Refused, match="fixed when voting opened"):
        put(proposal, late)
    with pytest.raises(IntegrityError, match="own place"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            option=elsewhere.options.first(), stage=Stage.DECIDING
        )


def test_the_words_are_fixed_when_voting_opens() -> None:
    proposal = in_a_decision(a_proposal())
    opened(the_option(proposal).decision)
    with pytest.raises(Refused, match="fixed when voting opened"):
        actions.change_text(
            proposal=proposal, draft=a_draft("Other"), author=None, by=None, at=LATER
        )
    with pytest.raises(Refused, match="People are voting"):
        actions.withdraw_proposal(proposal=proposal, author=None, by=None, at=LATER)
    with pytest.raises(Refused, match="the vote"):
        a_support(proposal)
    for change in ({"title": "Other"}, {"cost_most_pence": 5}, {"longitude": 1.0, "latitude": 1.0}):
        with pytest.raises(IntegrityError, match="fixed when voting opened"), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(**change)


def test_it_can_be_taken_off_a_draft_and_stands_as_before() -> None:
    proposal = in_a_decision(a_proposal())
    decision = the_option(proposal).decision
    proposal = actions.take_out_of_decision(proposal=proposal, by=None, at=LATER)
    assert (proposal.stage, proposal.option, decision.options.count()) == (Stage.FEASIBLE, None, 4)


def test_a_decision_that_was_called_off_lets_its_proposals_go() -> None:
    proposal = in_a_decision(a_proposal())
    Decision.objects.filter(pk=the_option(proposal).decision_id).update(
        stage="ABANDONED", abandoned_because="No money."
    )
    proposal = actions.take_out_of_decision(proposal=proposal, by=None, at=LATER)
    put(proposal, a_decision(place=proposal.place))


@pytest.mark.parametrize(("won", "said"), [(True, "will get the money"), (False, "did not get")])
def test_authors_and_supporters_hear_the_result_once(won: bool, said: str) -> None:
    proposal = a_proposal()
    a_support(proposal, "cara@example.org")
    proposal = in_a_decision(proposal)
    decision = published(proposal, won=won)
    Message.objects.all().delete()
    winners = queries.winners_among([Proposal.objects.get(pk=proposal.pk)])
    for _ in range(2):
        actions.tell_outcome(decision=decision, funded=winners, by=None, at=LATER)
    told = list(Message.objects.all())
    assert sorted(message.to for message in told) == ["amina@example.org", "cara@example.org"]
    assert all(said in message.text for message in told)


def test_a_result_that_is_not_public_yet_is_told_to_nobody() -> None:
    proposal = in_a_decision(a_proposal())
    opened(the_option(proposal).decision)
    Message.objects.all().delete()
    assert (
        actions.tell_outcome(
            decision=the_option(proposal).decision, funded=frozenset(), by=None, at=LATER
        )
        == 0
    )
    assert not Message.objects.exists()


def test_the_task_finds_what_is_decided_and_tells_it_once() -> None:
    proposal = in_a_decision(a_proposal())
    published(proposal, won=True)
    Message.objects.all().delete()
    decision = the_option(proposal).decision
    assert queries.decisions_to_tell() == [decision]
    tasks.tell_outcome.func(str(decision.pk))
    assert "will get the money" in Message.objects.get(to="amina@example.org").text
    assert queries.decisions_to_tell() == []
    assert tasks.tell_what_is_decided() == 0


def test_ballot_pages_can_ask_which_proposals_stand_behind_their_options() -> None:
    decision = a_decision(place=a_place())
    proposal = in_a_decision(a_proposal(place=decision.place), decision=decision)
    behind = queries.proposals_behind(decision.options.all())
    assert behind == {proposal.option_id: proposal}
    (proposal_behind,) = behind.values()
    credited: list[Author] = getattr(proposal_behind, "credited", [])
    assert [author.credit for author in credited] == ["Amina Khan"]


def test_in_a_decision_that_was_called_off_it_is_its_authors_again() -> None:
    changed, withdrawn = in_a_decision(a_proposal("Changed")), in_a_decision(a_proposal("Gone"))
    for proposal in (changed, withdrawn):
        Decision.objects.filter(pk=the_option(proposal).decision_id).update(
            stage="ABANDONED", abandoned_because="No money."
        )
    voted_on = the_option(changed).title
    draft = a_draft("Another name")
    actions.change_text(proposal=changed, draft=draft, author=None, by=None, at=LATER)
    actions.withdraw_proposal(proposal=withdrawn, author=None, by=None, at=LATER)

    assert Proposal.objects.get(pk=changed.pk).title == "Another name"
    assert the_option(Proposal.objects.get(pk=changed.pk)).title == voted_on
    assert Proposal.objects.get(pk=withdrawn.pk).stage == Stage.WITHDRAWN
