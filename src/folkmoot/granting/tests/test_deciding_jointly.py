"""A choice is found, recommended, decided by all funders, told to everybody, and published."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.granting import actions
from folkmoot.granting.models import Application, Choice, FunderDecision, Letter
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.queries import joint
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    a_chair,
    a_choice,
    answered,
    decided,
    given_out,
    recommended,
    the_manager,
    written,
)
from folkmoot.granting.tests.makers import leader_of
from folkmoot.kernel.jobs.working import Worker
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.programmes.tests.makers import a_decider, an_organisation
from tests.fixtures.mail import Mail

pytestmark = pytest.mark.django_db


def stages(choice: Choice) -> dict[str, str]:
    rows = Application.objects.filter(call=choice.panel.call)
    return dict(rows.values_list("title", "stage"))


def test_strengths_are_kept_with_their_rule_and_the_digest_of_what_went_in() -> None:
    choice = a_choice()
    kept = queries.digest_of({"readings": choice.readings, "rule": choice.found["rule"]})
    assert choice.inputs_sha256 == kept
    assert [each.name for each in queries.question_in(choice).candidates] == [
        "The mill", "The quay", "The moor",
    ]  # fmt: skip
    assert queries.question_in(choice).candidates[0].region == "North West"
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.filter(pk=choice.pk).update(inputs_sha256="0" * 64)


def test_who_has_an_interest_in_one_sees_nothing_of_the_choice() -> None:
    choice = a_choice()
    chair, manager = a_chair(choice.panel), the_manager(choice.panel)
    mill = Application.objects.get(title="The mill")
    assert choice in Choice.objects.visible_to(chair)
    actions.declare_interest(application=mill, words="My sister", by=chair, at=LATER)
    assert choice not in Choice.objects.visible_to(chair)
    assert choice in Choice.objects.visible_to(manager)
    assert choice not in Choice.objects.visible_to(leader_of(mill))


def test_a_recommendation_stands_with_its_reasons_and_its_digest() -> None:
    choice = a_choice()
    actions.set_aim(choice=choice, kind="region", most=1, by=None, at=LATER)
    with pytest.raises(Refused, match="Say in a few words why"):
        actions.recommend(
            choice=choice, refs=[choice.readings[0][0]], reserve=[], why=" ", by=None, at=LATER
        )
    moor = Application.objects.get(title="The moor")
    with pytest.raises(Refused, match="at least ten words"):
        actions.recommend(
            choice=choice, refs=[moor.ref], reserve=[], why="We like it", by=None, at=LATER
        )
    choice = recommended(choice)
    assert queries.digest_of(choice.account) == choice.recommended_sha256
    assert len(choice.account["reasons"]) == 3
    with pytest.raises(Refused, match="stays as it was"):
        actions.set_aim(choice=choice, kind="theme", least=1, by=None, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.filter(pk=choice.pk).update(budget_pence=5)


def test_only_who_decides_for_a_funder_answers_for_it_once_and_for_good() -> None:
    choice = recommended(a_choice())
    lottery, ministry = an_organisation("The Lottery"), an_organisation("The Ministry")
    decider = a_decider(choice.panel.call.programme, "The Lottery")
    say: dict[str, Any] = {"choice": choice, "by": decider, "at": LATER}
    with pytest.raises(Refused, match="Only somebody who decides"):
        actions.answer_for(**say, organisation=ministry, says="approve")
    with pytest.raises(Refused, match="on which conditions"):
        actions.answer_for(**say, organisation=lottery, says="conditions")
    actions.answer_for(**say, organisation=lottery, says="conditions", words="A room for all")
    with pytest.raises(Refused, match="An answer stays"):
        actions.answer_for(**say, organisation=lottery, says="approve")
    with pytest.raises(IntegrityError), transaction.atomic():
        FunderDecision.objects.update(says="approve")
    with pytest.raises(Refused, match="A funder has answered"):
        actions.look_again(choice=choice, because="So", by=None, at=LATER)
    with pytest.raises(Refused, match="have not answered"):
        actions.settle(choice=choice, minutes="So", by=None, at=LATER)


def test_what_is_not_carried_goes_back_to_the_panel_and_every_answer_is_kept() -> None:
    choice = decided(Lottery="reject")
    assert choice.stage == "NOT_CARRIED"
    assert not choice.letters.exists()
    choice = actions.look_again(choice=choice, because="The Lottery said no", by=None, at=LATER)
    choice = answered(
        recommended(choice, why="Now with another view of it, and a word on rooms for all.")
    )
    choice = actions.settle(choice=choice, minutes="All were there.", by=None, at=LATER)
    assert choice.stage == "DECIDED"
    assert FunderDecision.objects.count() == 6


def test_nothing_is_told_before_every_letter_has_its_words() -> None:
    choice = decided()
    assert set(stages(choice).values()) == {"IN_ASSESSMENT"}
    found = joint.letters_of(choice, at=LATER)
    assert len(found.held_up) == 3
    with pytest.raises(Refused, match="Nothing goes until every letter has its words"):
        actions.send_letters(choice=choice, by=None, at=LATER)
    assert not Message.objects.filter(subject__contains="was chosen").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(stage="WAITING")


def all_sent(minutes: int = 0) -> None:
    """A worker does what there is to do."""
    worker = Worker(tell_time=lambda: LATER + timedelta(minutes=minutes))
    while worker.work_one():
        pass


def test_letters_go_to_everybody_once_and_then_it_can_be_published(mail_server: Mail) -> None:
    choice = written(decided())
    choice = actions.send_letters(choice=choice, by=None, at=LATER)
    assert sorted(stages(choice).values()) == ["DECLINED", "DECLINED", "INVITED"]
    with pytest.raises(Refused, match="First everybody gets their letter"):
        actions.publish_choice(choice=choice, names_all=False, by=None, at=LATER)
    all_sent()
    all_sent()
    leaders = sorted(leader_of(each).email for each in Application.objects.all())
    assert sorted(str(each["To"]) for each in mail_server.letters) == leaders
    for letter in mail_server.letters:
        assert "Much was strong" in letter.get_content()
        assert "Ada" not in letter.get_content()
    choice.refresh_from_db()
    assert choice.stage == "TOLD"
    choice = actions.publish_choice(choice=choice, names_all=False, by=None, at=LATER)
    assert choice in Choice.objects.visible_to(None)


def test_stopped_in_the_middle_and_let_go_on_everybody_gets_theirs_once(
    mail_server: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = written(decided())
    actions.send_letters(choice=choice, by=None, at=LATER)
    note = actions.note_letter

    def stop_after_one(**named: Any) -> Any:
        actions.stop_letters(choice=choice, by=None, at=LATER)
        return note(**named)

    with monkeypatch.context() as pressed:
        pressed.setattr(actions, "note_letter", stop_after_one)
        all_sent()
    assert len(mail_server.letters) == 1
    actions.go_on_with_letters(choice=choice, by=None, at=LATER)
    with pytest.raises(Refused, match="being sent"):
        actions.go_on_with_letters(choice=choice, by=None, at=LATER)
    all_sent()
    assert len({str(each["To"]) for each in mail_server.letters}) == 3 == len(mail_server.letters)


def test_cut_off_in_the_middle_nobody_gets_it_twice(
    mail_server: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = written(decided())
    actions.send_letters(choice=choice, by=None, at=LATER)

    def die(**named: Any) -> Any:
        raise KeyboardInterrupt  # the server is switched off

    with monkeypatch.context() as cut:
        cut.setattr(actions, "note_letter", die)
        with pytest.raises(KeyboardInterrupt):
            all_sent()
    all_sent(minutes=5)
    assert len(mail_server.letters) == 3
    found = joint.letters_of(choice, at=LATER)
    assert (found.n_sent, found.n_unsure) == (2, 1)


def test_the_reserve_is_called_up_or_runs_out() -> None:
    panel = given_out()
    choice = a_choice(panel)
    rows = queries.question_in(choice).candidates
    choice = answered(recommended(choice, reserve=[rows[1].ref]))
    choice = actions.settle(
        choice=choice,
        minutes="So",
        reserve_until_date=LATER.date(),
        by=None,
        at=LATER,
    )
    written(choice)
    actions.send_letters(choice=choice, by=None, at=LATER)
    quay = Application.objects.get(title="The quay")
    assert quay.stage == "RESERVE"
    with pytest.raises(Refused, match="has not run out"):
        actions.end_reserve(choice=choice, feedback="Apply again", by=None, at=LATER)
    assert actions.call_up(application=quay, by=None, at=LATER).stage == "INVITED"


def test_nothing_comes_in_once_the_choice_has_begun() -> None:
    choice = a_choice()
    call = choice.panel.call
    with pytest.raises(Refused, match="could not be assessed"):
        actions.reopen_call(
            call=call, closes_at=LATER + timedelta(days=9), why="Snow", by=None, at=LATER
        )
    late = call.applications.first()
    assert late
    with pytest.raises(Refused, match="could not be assessed"):
        actions.let_in_late(
            application=late, until_at=LATER + timedelta(days=9), because="Snow", by=None, at=LATER
        )
