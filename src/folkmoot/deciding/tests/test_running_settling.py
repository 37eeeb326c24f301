"""A paper that two people read differently: nobody settles it alone."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision, PaperBallot, PaperLook, PaperTyping, Stage
from folkmoot.deciding.queries.tasks import tasks_for
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import NOON, a_decision, an_account
from folkmoot.deciding.tests.voters import text_of
from folkmoot.kernel.access.roles import POLLING_HELPER
from folkmoot.kernel.record.queries import events_about
from folkmoot.people.models import Account
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def decision() -> Decision:
    return a_decision(stage=Stage.OPEN, veto_grounds="Unsafe.")


def a_helper(decision: Decision, name: str) -> tuple[Account, Client]:
    account = someone(decision.place, POLLING_HELPER, name=name)
    return account, browser_of(account)


@pytest.fixture
def ann(decision: Decision) -> Client:
    return a_helper(decision, "Ann")[1]


@pytest.fixture
def bob(decision: Decision) -> Client:
    return a_helper(decision, "Bob")[1]


@pytest.fixture
def paper(decision: Decision, ann: Client, bob: Client) -> PaperBallot:
    """Ann reads 1 and 2 on it, Bob 1 and 3."""
    (paper,) = actions.register_papers(decision=decision, n_papers=1, by=None, at=NOON)
    ann.post(run(decision, "type_one", 1), {"numbers": "1 2"})
    bob.post(run(decision, "type_one", 1), {"numbers": "1 3"})
    return paper


def settled(paper: PaperBallot) -> bool:
    paper.refresh_from_db()
    return paper.is_sealed or paper.is_spoilt


def test_both_readings_stand_side_by_side(
    decision: Decision, paper: PaperBallot, ann: Client, valid_html: ValidHtml
) -> None:
    assert "Paper 1</a>: two people look at it together." in text_of(
        ann.get(run(decision, "paper"))
    )
    page = ann.get(run(decision, "settle_paper", 1))
    valid_html(page)
    assert [r.option.number for r in page.context["readings"] if r.differs] == [2, 3]


def test_one_person_says_what_is_right_and_nothing_is_settled_until_another_says_so_too(
    decision: Decision, paper: PaperBallot, ann: Client, bob: Client, valid_html: ValidHtml
) -> None:
    ann.post(run(decision, "settle_paper", 1), {"reading": "second"})
    ann.post(run(decision, "settle_paper", 1), {"reading": "second"})
    assert not settled(paper), "the same person twice is one person"

    page = bob.get(run(decision, "settle_paper", 1))
    valid_html(page)
    assert "Ann says that the second reading is right." in text_of(page)
    waiting = text_of(bob.get(run(decision, "paper")))
    assert "Ann has said what is right; a second person must say the same." in waiting

    bob.post(run(decision, "settle_paper", 1), {"reading": "second"})
    assert settled(paper)
    assert (paper.is_sealed, decision.envelopes.count()) == (True, 1)
    assert not PaperTyping.objects.exists(), "what was read is forgotten"
    assert not PaperLook.objects.exists()


def test_a_third_reading_is_typed_by_both_and_the_second_does_not_see_the_first(
    decision: Decision, paper: PaperBallot, ann: Client, bob: Client
) -> None:
    ann.post(run(decision, "settle_paper", 1), {"reading": "anew", "numbers": "1 4"})
    page = bob.get(run(decision, "settle_paper", 1))
    assert "Ann says that neither reading is right." in text_of(page)
    assert "1 4" not in text_of(page)

    bob.post(run(decision, "settle_paper", 1), {"reading": "anew", "numbers": "2 4"})
    assert not settled(paper), "they typed different things"
    assert "You do not say the same yet." in text_of(bob.get(run(decision, "settle_paper", 1)))

    bob.post(run(decision, "settle_paper", 1), {"reading": "anew", "numbers": "4 1"})
    assert settled(paper)


def test_a_third_person_may_be_the_second_to_say_so(
    decision: Decision, paper: PaperBallot, ann: Client
) -> None:
    ann.post(run(decision, "settle_paper", 1), {"reading": "anew", "spoilt": "on"})
    cat = a_helper(decision, "Cat")[1]
    cat.post(run(decision, "settle_paper", 1), {"reading": "anew", "spoilt": "on"})
    assert settled(paper)
    assert (paper.is_spoilt, decision.envelopes.count()) == (True, 0)


def test_the_account_keeps_which_two_settled_it_and_not_what_was_on_it(
    decision: Decision, paper: PaperBallot
) -> None:
    (ann, anns), (bob, bobs) = a_helper(decision, "Ann"), a_helper(decision, "Bob")
    anns.post(run(decision, "settle_paper", 1), {"reading": "first"})
    bobs.post(run(decision, "settle_paper", 1), {"reading": "first"})
    told = events_about(decision)[0]
    assert (told.kind, told.by) == ("paper_settled", str(bob.pk))
    assert told.facts == {"paper": 1, "agreed_with": str(ann.pk), "typed_anew": False}


def test_a_reading_loses_what_was_struck_out_since(
    decision: Decision, paper: PaperBallot, ann: Client, bob: Client
) -> None:
    actions.veto_option(option=decision.options.get(number=2), because="Unsafe.", by=None, at=NOON)
    for browser in (ann, bob):
        browser.post(run(decision, "settle_paper", 1), {"reading": "first"})
    assert settled(paper)


def test_the_paper_waits_on_whoever_has_not_said_and_on_all_who_disagree(
    decision: Decision, paper: PaperBallot
) -> None:
    (ann, anns), (bob, bobs) = a_helper(decision, "Ann"), a_helper(decision, "Bob")

    def waits_on(account: Account) -> bool:
        return any("read differently" in task.title for task in tasks_for(account, NOON))

    anns.post(run(decision, "settle_paper", 1), {"reading": "first"})
    assert (waits_on(ann), waits_on(bob)) == (False, True)
    bobs.post(run(decision, "settle_paper", 1), {"reading": "second"})
    assert (waits_on(ann), waits_on(bob)) == (True, True)


def test_the_database_settles_no_paper_on_one_persons_word(
    decision: Decision, paper: PaperBallot
) -> None:
    PaperLook.objects.create(paper=paper, looked_by=an_account(), choices="1:1 2:1")
    for change in ({"is_sealed": True}, {"is_spoilt": True}):
        alone = pytest.raises(IntegrityError, match="when two people say the same")
        with alone, transaction.atomic():
            PaperBallot.objects.filter(pk=paper.pk).update(**change)
