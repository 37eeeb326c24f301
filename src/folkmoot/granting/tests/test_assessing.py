"""Who reads and marks what: interest first, each alone, and what was given stays."""

import pytest
from django.db import IntegrityError, transaction

from folkmoot.granting import actions
from folkmoot.granting.models import Application, Assignment, Mark, Moderation
from folkmoot.granting.queries import marks, sharing
from folkmoot.granting.queries.links import known_links
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    MAY,
    a_chair,
    a_panel,
    all_marked,
    an_assessor,
    clear,
    given_out,
    marked,
    marks_like,
    task_of,
    tasks_on,
    the_manager,
)
from folkmoot.granting.tests.makers import (
    NOON,
    SHUT,
    a_call,
    a_place,
    a_programme,
    an_eligible,
    leader_of,
    someone,
)
from folkmoot.kernel.access.roles import CONVENOR
from folkmoot.kernel.rules import Refused
from folkmoot.places.actions import give_role as give_place_role
from folkmoot.programmes.tests.makers import a_decider

pytestmark = pytest.mark.django_db


def seen(account: object) -> set[str]:
    return set(Application.objects.visible_to(account).values_list("title", flat=True))


def test_work_is_shared_evenly_and_shown_before_it_is_given_out() -> None:
    call = a_call()
    for number, title in enumerate(("The mill", "The quay", "The moor")):
        an_eligible(call, title, area=("E07000117", "E08000026", "E06000019")[number])
    panel = a_panel(call)

    shown = sharing.proposal_of(panel, at=MAY)
    assert [n for _, n in shown.loads] == [2, 2, 2]
    assert not Assignment.objects.exists()
    with pytest.raises(Refused, match="Meanwhile something has changed"):
        actions.share_out(panel=panel, expected="other", by=None, at=MAY)
    assert actions.share_out(panel=panel, expected=shown.digest, by=None, at=MAY) == 6
    assert set(call.applications.values_list("stage", flat=True)) == {"IN_ASSESSMENT"}


def test_nobody_is_given_what_something_links_them_with() -> None:
    call, place = a_call(), a_place("Burnley Wood")
    first = someone("First")
    give_place_role(place=place, email=first.email, role=CONVENOR, by=None, at=NOON)
    mill = an_eligible(call, "The mill", place=place, by=first)
    an_eligible(call, "The quay", area="E08000026")
    panel = a_panel(call, ())
    convenor, partner, of_lead = (an_assessor(panel, n) for n in ("Con", "Par", "Led"))
    for name in ("Ada", "Ben"):
        an_assessor(panel, name)
    give_place_role(place=place, email=convenor.account.email, role=CONVENOR, by=None, at=SHUT)
    mill.partners.create(name="Par’s hall", account=partner.account, added_at=SHUT, asked_at=SHUT)
    of_lead.organisation = mill.lead
    of_lead.save()

    links = known_links([mill], [convenor, partner, of_lead], at=MAY)
    assert len(links) == 3
    shown = sharing.proposal_of(panel, at=MAY)
    readers = {r.application.title: {a.account.name for a in r.assessors} for r in shown.rows}
    assert readers["The mill"] == {"Ada", "Ben"}
    assert shown.n_barred == 3
    with pytest.raises(Refused, match="on the team of its place"):
        actions.assign_by_hand(
            application=mill, assessor=convenor, because="She knows it", by=None, at=MAY
        )


def test_too_few_who_may_read_one_is_said_with_its_name() -> None:
    call = a_call()
    mill = an_eligible(call, "The mill")
    panel = a_panel(call, ("Ada", "Ben"))
    for assessor in panel.assessors.all():
        actions.declare_interest(
            application=mill, words="My brother works there", by=assessor.account, at=MAY
        )
    shown = sharing.proposal_of(panel, at=MAY)
    assert shown.stuck == ("The mill",)
    with pytest.raises(Refused, match="too few people"):
        actions.share_out(panel=panel, expected=shown.digest, by=None, at=MAY)


def test_nobody_assesses_a_call_they_apply_to() -> None:
    call = a_call()
    leader = leader_of(an_eligible(call))
    panel = a_panel(call, ())
    with pytest.raises(Refused, match="on the team of an application"):
        actions.appoint(panel=panel, email=leader.email, by=None, at=MAY)


def test_nothing_opens_before_an_interest_is_declared_or_denied() -> None:
    panel = given_out()
    task = task_of(panel, "Ada")
    ada = task.assessor.account

    assert seen(ada) == set()
    clear(task)
    assert seen(ada) == {task.application.title}
    undeclared = task_of(panel, "Ben")
    with pytest.raises(Refused, match="Say first whether"):
        actions.keep_marks(assignment=undeclared, typed={}, by=someone("Ben"), at=MAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=task_of(panel, "Ben").pk).update(stage="CLEAR")


def test_who_has_an_interest_sees_nothing_whatever_their_role_until_it_is_lifted() -> None:
    panel = given_out()
    chair, manager = a_chair(panel), the_manager(panel)
    decider = a_decider(panel.call.programme)
    mill = panel.call.applications.get(title="The mill")
    for account in (chair, manager, decider):
        assert "The mill" in seen(account)
        made = actions.declare_interest(
            application=mill, words="My sister runs it", by=account, at=MAY
        )
        assert "The mill" not in seen(account)
    with pytest.raises(Refused, match="Somebody else"):
        actions.lift_declaration(declaration=made, because="It is long ago", by=decider, at=MAY)
    actions.lift_declaration(declaration=made, because="It is long ago", by=chair, at=MAY)
    assert "The mill" in seen(decider)
    assert "The mill" not in seen(chair)


def test_a_link_found_while_reading_takes_it_away_and_what_was_given_does_not_count() -> None:
    panel = given_out()
    task = marked(task_of(panel, "Ada"))
    ada = task.assessor.account

    task = actions.declare(
        assignment=task, has_interest=True, words="My cousin chairs it", by=ada, at=MAY
    )
    assert task.stage == "RECUSED"
    assert task.application.title not in seen(ada)
    assert not Mark.objects.visible_to(ada).filter(assignment=task).exists()
    assert marks.standing_of(task.application).n_in == 0
    assert task not in Assignment.objects.visible_to(ada)


def test_marks_are_seen_by_nobody_else_until_all_of_one_application_are_in() -> None:
    panel = given_out()
    mill = panel.call.applications.get(title="The mill")
    first, second = tasks_on(mill)
    marked(first)
    others = (second.assessor.account, a_chair(panel), the_manager(panel), leader_of(mill))

    for account in others:
        assert not Mark.objects.visible_to(account).exists()
    assert Mark.objects.visible_to(first.assessor.account).count() == 2
    marked(second)
    assert Mark.objects.visible_to(a_chair(panel)).count() == 4
    # Those who marked it see each other's only when they are brought together.
    assert Mark.objects.visible_to(second.assessor.account).count() == 2
    assert not Mark.objects.visible_to(leader_of(mill)).exists()


def test_a_mark_without_its_reason_is_refused_by_name_and_stays_as_typed() -> None:
    panel = given_out()
    task = clear(task_of(panel, "Ada"))
    ada = task.assessor.account
    rooted, done = marks.criteria_of(task.application.call)

    with pytest.raises(Refused, match="Choose a mark for “Can be done”"):
        actions.hand_in_marks(
            assignment=task, given={rooted.pk: (3, "So"), done.pk: (None, "")}, by=ada, at=MAY
        )
    with pytest.raises(Refused, match="Say why for “Can be done”"):
        actions.hand_in_marks(
            assignment=task, given={rooted.pk: (3, "So"), done.pk: (2, " ")}, by=ada, at=MAY
        )
    with pytest.raises(Refused, match="0 to 5"):
        actions.hand_in_marks(
            assignment=task, given={rooted.pk: (9, "So"), done.pk: (2, "So")}, by=ada, at=MAY
        )
    task = actions.keep_marks(
        assignment=task, typed={f"words-{rooted.pk}": "half a"}, by=ada, at=MAY
    )
    assert (task.stage, task.draft) == ("SCORING", {f"words-{rooted.pk}": "half a"})


def test_what_was_handed_in_is_locked_and_opened_again_only_with_a_reason() -> None:
    panel = given_out()
    task = marked(task_of(panel, "Ada"), 2)
    ada = task.assessor.account
    with pytest.raises(Refused, match="You have handed this in"):
        marked(task)
    for change in ({"value": 5}, {"words": "Other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mark.objects.filter(assignment=task).update(**change)
    with pytest.raises(Refused, match="Say why"):
        actions.reopen_marks(assignment=task, because=" ", by=a_chair(panel), at=MAY)
    task = actions.reopen_marks(assignment=task, because="A typo", by=a_chair(panel), at=MAY)
    assert set(task.draft.values()) >= {"2"}
    task = actions.hand_in_marks(
        assignment=task, given=marks_like(task.application, 4), by=ada, at=MAY
    )
    assert list(task.marks.order_by("take").values_list("take", "value")) == [
        (1, 2), (1, 2), (2, 4), (2, 4),
    ]  # fmt: skip


def test_those_far_apart_are_brought_together_and_what_each_gave_stays() -> None:
    panel = given_out()
    mill = panel.call.applications.get(title="The mill")
    first, second = tasks_on(mill)
    marked(first, 1)
    with pytest.raises(Refused, match="Not all of its assessors"):
        actions.open_moderation(application=mill, by=None, at=MAY)
    marked(second, 4)

    talk = actions.open_moderation(application=mill, by=a_chair(panel), at=MAY)
    assert talk.spread_points == 60
    assert Mark.objects.visible_to(second.assessor.account).count() == 4
    with pytest.raises(Refused, match="have seen each other's marks"):
        actions.reopen_marks(assignment=first, because="Again", by=a_chair(panel), at=MAY)
    agreed = {each.pk: 3 for each in marks.criteria_of(mill.call)}
    with pytest.raises(Refused, match="Choose the mark they agree on"):
        actions.note_moderation(
            moderation=talk, agreed=True, words="So", values={}, by=None, at=MAY
        )
    talk = actions.note_moderation(
        moderation=talk, agreed=True, words="The plan is sound", values=agreed, by=None, at=MAY
    )
    assert {each.points for each in marks.readings_of([mill])} == {60.0}
    assert sorted(Mark.objects.values_list("value", flat=True)) == [1, 1, 4, 4]
    actions.note_moderation(
        moderation=talk, agreed=False, words="They differ after all", values={}, by=None, at=MAY
    )
    assert {each.points for each in marks.readings_of([mill])} == {20.0, 80.0}


def test_strengths_wait_for_every_mark_and_every_talk() -> None:
    panel = given_out()
    with pytest.raises(Refused, match="Not all marks are in for"):
        actions.find_strengths(panel=panel, by=None, at=LATER)
    mill = panel.call.applications.get(title="The mill")
    first, second = tasks_on(mill)
    marked(first, 0)
    marked(second, 5)
    for task in Assignment.objects.exclude(application=mill):
        marked(task)
    with pytest.raises(Refused, match="Bring together those who marked “The mill”"):
        actions.find_strengths(panel=panel, by=None, at=LATER)
    talk = actions.open_moderation(application=mill, by=None, at=MAY)
    with pytest.raises(Refused, match="Write down what came"):
        actions.find_strengths(panel=panel, by=None, at=LATER)
    actions.note_moderation(
        moderation=talk, agreed=False, words="They differ", values={}, by=None, at=MAY
    )
    actions.find_strengths(panel=panel, by=None, at=LATER)
    assert Moderation.objects.get().came == "LOCKED"
    with pytest.raises(Refused, match="locked"):
        actions.reopen_marks(assignment=first, because="Late", by=a_chair(panel), at=LATER)


def test_what_is_taken_off_one_is_not_given_to_them_again() -> None:
    panel = given_out(people=("Ada", "Ben", "Cy", "Di"))
    task = task_of(panel, "Ada")
    actions.take_off(assignment=task, because="She is ill", by=None, at=MAY)
    shown = sharing.proposal_of(panel, at=MAY)
    row = next(each for each in shown.rows if each.application == task.application)
    assert len(row.assessors) == 2
    assert task.assessor not in row.assessors
    with pytest.raises(Refused, match="stays as it is"):
        actions.take_off(assignment=marked(task_of(panel, "Ben")), because="So", by=None, at=MAY)


def test_another_calls_panel_sees_nothing_of_it() -> None:
    panel, other = given_out(), given_out(a_call(a_programme("Other Places")), ("The lock",))
    all_marked(panel)
    stranger = other.assessors.first()
    assert stranger is not None
    for account in (the_manager(other), a_chair(other)):
        assert not Mark.objects.visible_to(account).filter(assignment__assessor__panel=panel)
        assert seen(account) == {"The lock"}
