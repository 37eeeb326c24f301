"""A programme moves on in order, with its team and its places."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.access.roles import CONTRACTOR, DECISION_MAKER
from folkmoot.kernel.ids import new_key
from folkmoot.kernel.rules import Refused
from folkmoot.programmes import actions, queries
from folkmoot.programmes.models import (
    PhaseEntered,
    Programme,
    Stage,
    TakingPart,
)
from folkmoot.programmes.tests.makers import (
    FUNDERS,
    LATER,
    NOON,
    a_decider,
    a_draft,
    a_manager,
    a_part,
    a_place,
    a_programme,
    an_organisation,
    approved,
    on_the_team,
    says,
    some_terms,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", Stage.values)
def test_a_programme_moves_on_in_order_and_by_no_other_way(stage: str) -> None:
    programme = a_draft().programme if stage == Stage.DRAFT else a_programme(stage=stage)
    moves: dict[Stage, Callable[[], Programme]] = {
        Stage.LIVE: lambda: actions.go_live(programme=programme, by=None, at=LATER),
        Stage.SUSPENDED: lambda: actions.suspend(programme=programme, why="W", by=None, at=LATER),
        Stage.CLOSING: lambda: actions.begin_closing(
            programme=programme, why="W", by=None, at=LATER
        ),
        Stage.CLOSED: lambda: actions.close(programme=programme, by=None, at=LATER),
    }
    may = {
        Stage.AGREED: {Stage.LIVE},
        Stage.LIVE: {Stage.SUSPENDED, Stage.CLOSING},
        Stage.SUSPENDED: {Stage.LIVE},
        Stage.CLOSING: {Stage.CLOSED},
    }.get(Stage(stage), set())
    for to, move in moves.items():
        if to in may:
            with transaction.atomic():
                assert move().stage == to
                transaction.set_rollback(True)
        else:
            with pytest.raises(Refused):
                move()
            if to != stage:
                with pytest.raises(DatabaseError), transaction.atomic():
                    Programme.objects.filter(pk=programme.pk).update(stage=to)


def test_the_contractor_leaves_before_the_programme_ends() -> None:
    programme = a_programme()
    lena = on_the_team(programme, CONTRACTOR, "Lena", of="Locality", ends_at=LATER)
    assert CONTRACTOR in programme.roles_of(lena, at=LATER - timedelta(seconds=1))
    assert programme.roles_of(lena, at=LATER) == frozenset()
    assert [h.role for h in queries.roster_of(programme, at=LATER)["former"]] == [CONTRACTOR.name]
    elsewhere = a_programme("Elsewhere")
    assert elsewhere.roles_of(lena, at=NOON) == frozenset()


def test_a_programme_keeps_a_grant_manager_and_a_decision_maker_decides_for_somebody() -> None:
    programme = a_programme()
    held = programme.roles_held.get(role="Grant manager")
    with pytest.raises(Refused, match="Name another first"):
        actions.end_role(held=held, by=None, at=LATER)
    with pytest.raises(Refused, match="Say for which funder they decide"):
        on_the_team(programme, DECISION_MAKER, "Ann")
    decides = programme.roles_held.get(role=DECISION_MAKER.name, organisation__name=FUNDERS[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        programme.roles_held.filter(pk=decides.pk).update(organisation=None)
    actions.suspend(programme=programme, why="Wait", by=None, at=LATER)
    actions.end_role(held=decides, by=None, at=LATER)
    with pytest.raises(Refused, match="Name a decision-maker for The Lottery first"):
        actions.resume(programme=programme, by=None, at=LATER)


def test_a_place_passes_the_gates_in_order_and_it_is_said_how() -> None:
    programme, elsewhere = a_programme(), a_programme("Elsewhere")
    part = a_part(programme)
    first, second = programme.phases.all()
    theirs = elsewhere.phases.get(number=1)
    with pytest.raises(Refused, match="has not been in the phase before it"):
        actions.enter_phase(part=part, phase=second, because="Ready", by=None, at=LATER)
    with pytest.raises(Refused, match="another programme"):
        actions.enter_phase(part=part, phase=theirs, because="R", by=None, at=LATER)
    with pytest.raises(Refused, match="how the place meets the gate"):
        actions.enter_phase(part=part, phase=first, because=" ", by=None, at=LATER)
    for phase in (first, second):
        actions.enter_phase(part=part, phase=phase, because="Seen", by=None, at=LATER)
    with pytest.raises(Refused, match="in that phase already"):
        actions.enter_phase(part=part, phase=second, because="Seen", by=None, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        PhaseEntered.objects.create(taking_part=part, phase=theirs, because="R", entered_at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        PhaseEntered.objects.all().delete()
    (row,) = queries.place_rows(programme)
    assert (row.phase, row.next_phase) == (second, None)


def test_places_rest_leave_and_finish_with_the_reason_and_stay_so() -> None:
    programme = a_programme()
    part = a_part(programme)
    with pytest.raises(Refused, match="in the programme already"):
        actions.take_part(programme=programme, place=part.place, by=None, at=LATER)
    with pytest.raises(Refused, match="Say why"):
        actions.change_part(part=part, to="PAUSED", by=None, at=LATER)
    actions.change_part(part=part, to="PAUSED", why="The hall burnt down", by=None, at=LATER)
    actions.change_part(part=part, to="IN", by=None, at=LATER)
    actions.begin_closing(programme=programme, why="Spent", by=None, at=LATER)
    with pytest.raises(Refused, match="Wren's Cross still takes part"):
        actions.close(programme=programme, by=None, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(stage=Stage.CLOSED)
    gone = actions.change_part(part=part, to="FINISHED", why="All done", by=None, at=LATER)
    with pytest.raises(Refused, match="is there already: finished"):
        actions.change_part(part=gone, to="IN", by=None, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        TakingPart.objects.filter(pk=part.pk).update(stage="IN", ended_at=None)
    assert actions.close(programme=programme, by=None, at=LATER).stage == Stage.CLOSED
    with pytest.raises(Refused, match="It is closed"):
        actions.take_part(programme=programme, place=a_place("Elm Park"), by=None, at=LATER)
    with pytest.raises(Refused, match="is ending"):
        actions.draft_version(programme=programme, by=None, at=LATER)


def test_each_waits_on_who_can_do_it() -> None:
    version, other = a_draft(), a_draft("Elsewhere")
    decider, manager = a_decider(version.programme), a_manager(version.programme)
    on_the_team(version.programme, DECISION_MAKER, decider.name, of=FUNDERS[1])
    assert queries.tasks_for(decider, NOON) == []
    actions.propose(version=version, by=None, at=NOON)
    titles = [task.title for task in queries.tasks_for(decider, NOON)]
    assert titles == [f"Approve for {funder}, or send back" for funder in sorted(FUNDERS[:2])]
    assert queries.tasks_for(a_decider(other.programme), NOON) == []
    says(version, FUNDERS[0])
    actions.answer(version=version, organisation=an_organisation(FUNDERS[1]), approves=False,
                   words="Too little", by=decider, at=LATER)  # fmt: skip
    assert queries.tasks_for(decider, LATER) == []
    assert [t.title for t in queries.tasks_for(manager, LATER)] == ["Change what was sent back"]
    actions.write_terms(version=version, terms=some_terms(quorum=3), by=None, at=LATER)
    approved(version, at=LATER)
    assert [t.title for t in queries.tasks_for(manager, LATER)] == ["Let the programme begin"]
    told = queries.everything_about(decider)["programmes_approved"]
    assert len(told) == 3  # type: ignore[arg-type]


def test_nobody_holds_one_role_twice_at_once_for_a_funder_or_for_none() -> None:
    programme = a_draft().programme
    for nobody in (True, False):
        held = programme.roles_held.filter(organisation__isnull=nobody)[0]
        held.pk = new_key()
        with pytest.raises(DatabaseError), transaction.atomic():
            held.save(force_insert=True)
