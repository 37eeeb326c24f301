"""Support shows interest; each address counts once, whatever happens at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from folkmoot.ideas import actions, queries
from folkmoot.ideas.actions.supporting import ALREADY
from folkmoot.ideas.models import Proposal, Stage, Support
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_contact,
    a_merger,
    a_place,
    a_proposal,
    a_put,
    a_support,
    someone,
    the_author,
    the_person,
)
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.personal import forget
from folkmoot.kernel.rules import Refused


@pytest.mark.django_db
def test_an_address_counts_once_with_or_without_an_account() -> None:
    proposal, sam = a_proposal(), someone("Sam")
    a_support(proposal, " SAM@example.org ")
    with pytest.raises(Refused, match="already"):
        actions.support_proposal(
            proposal=proposal, email=sam.email, wants_news=False, by=sam, at=NOON
        )
    a_support(a_proposal("Another", place=proposal.place), sam.email)
    assert proposal.supports.count() == 1


@pytest.mark.django_db
def test_an_account_counts_once_even_after_changing_its_address() -> None:
    proposal, sam = a_proposal(), someone("Sam")
    actions.support_proposal(proposal=proposal, email=sam.email, wants_news=False, by=sam, at=NOON)
    with pytest.raises(Refused, match=ALREADY):
        actions.support_proposal(
            proposal=proposal, email="new@example.org", wants_news=False, by=sam, at=NOON
        )
    assert proposal.supports.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_presses_at_once_count_once() -> None:
    proposal, together = a_proposal(), Barrier(8)

    def press(_: int) -> bool:
        try:
            together.wait(timeout=20)
            a_support(Proposal.objects.get(pk=proposal.pk), "cara@example.org")
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as crowd:
        counted = list(crowd.map(press, range(8)))
    assert counted.count(True) == 1
    assert proposal.supports.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_authors_saying_yes_at_once_make_one_proposal() -> None:
    place, together = a_place(), Barrier(2)
    both = [a_proposal(title, place=place) for title in ("A bench", "A shelter")]
    merger = a_merger(*both)

    def say_yes(proposal: Proposal) -> None:
        author = the_author(proposal)
        try:
            together.wait(timeout=20)
            actions.answer_merger(merger=merger, author=author, is_yes=True, by=None, at=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as crowd:
        list(crowd.map(say_yes, both))
    merger.refresh_from_db()
    assert merger.made is not None
    assert Proposal.objects.filter(stage=Stage.PUT).count() == 1


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_support() -> None:
    first = a_support(a_proposal())
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(proposal=first.proposal, mark=first.mark, given_at=NOON)


@pytest.mark.django_db
def test_nothing_is_kept_of_an_address_until_it_is_confirmed() -> None:
    proposal = a_proposal()
    actions.ask_to_confirm_support(
        proposal=proposal, email="cara@example.org", wants_news=True, by=None, at=NOON
    )
    assert not Support.objects.exists()
    assert Message.objects.filter(to="cara@example.org").exists()


@pytest.mark.django_db
def test_an_address_is_kept_only_for_news_and_can_be_forgotten() -> None:
    proposal = a_proposal()
    assert a_support(proposal, "quiet@example.org", news=False).email == ""
    keen = a_support(proposal, "keen@example.org")
    actions.stop_news(support=keen, by=None, at=LATER)
    assert keen.email == ""
    assert proposal.supports.count() == 2


@pytest.mark.django_db
def test_support_can_be_taken_back() -> None:
    proposal = a_proposal()
    actions.end_support(support=a_support(proposal), by=None, at=LATER)
    assert proposal.supports.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [Stage.HELD, Stage.WITHDRAWN])
def test_what_is_not_on_the_list_takes_no_support(stage: Stage) -> None:
    proposal = a_proposal()
    Proposal.objects.filter(pk=proposal.pk).update(stage=stage, ended_at=NOON)
    with pytest.raises(Refused):
        a_support(proposal)


@pytest.mark.django_db
def test_a_forgotten_author_is_a_resident_and_the_proposal_stays() -> None:
    proposal = a_proposal()
    author = the_author(proposal)
    forget(author)
    forget(the_person(proposal))
    author.refresh_from_db()
    assert author.credit == "A resident"
    assert the_person(proposal).email == ""
    assert Proposal.objects.filter(pk=proposal.pk).exists()


@pytest.mark.django_db
def test_someone_without_an_account_can_be_forgotten_everywhere() -> None:
    put = a_put()
    support = a_support(put.proposal, "cara@example.org")
    actions.forget_author(author=put.author, by=None, at=LATER)
    page = queries.proposal_page(put.proposal, at=LATER)
    person = the_person(put.proposal)
    assert page.credit == "A resident"
    assert (person.name, person.email, person.reach_by) == ("", "", "none")
    assert queries.author_by_secret(put.secret, at=LATER) is None
    assert not Message.objects.filter(to="amina@example.org").exists()
    assert page.n_supports == 1
    assert support.email == "cara@example.org"


@pytest.mark.django_db
def test_an_account_that_is_closed_is_forgotten_here_and_can_take_its_own_away_before() -> None:
    sam = someone("Sam")
    proposal = a_proposal(by=sam, contact=a_contact("Sam Owen"))
    other = a_proposal("A shelter", place=proposal.place)
    actions.support_proposal(proposal=other, email=sam.email, wants_news=True, by=sam, at=NOON)
    taken = queries.everything_about(sam)
    assert [each["name_shown"] for each in taken["proposals"]] == ["Sam Owen"]  # type: ignore[attr-defined]
    assert [each["proposal"] for each in taken["supports"]] == ["A shelter"]  # type: ignore[attr-defined]
    actions.forget_account(account=sam, by=sam, at=LATER)
    assert queries.proposal_page(proposal, at=LATER).credit == "A resident"
    assert not Support.objects.filter(account=sam).exists()
    assert other.supports.count() == 1


@pytest.mark.django_db
def test_a_forgotten_supporter_still_counts_and_cannot_be_named() -> None:
    proposal, sam = a_proposal(), someone("Sam")
    support = actions.support_proposal(
        proposal=proposal, email=sam.email, wants_news=True, by=sam, at=NOON
    )
    forget(support)
    support.refresh_from_db()
    assert (support.account, support.email) == (None, "")
    assert proposal.supports.count() == 1
