"""People sign up with as little as they like, wait, move up, come, complete, and are forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.gatherings.actions import forget_guests
from folkmoot.gatherings.models import Guest, Reply
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.learning import actions, rules
from folkmoot.learning.models import Completion, Learner, Seat, SignUp, Standing, Way
from folkmoot.learning.queries import tasks_for
from folkmoot.learning.tests.makers import (
    AFTER,
    FIRST,
    NOON,
    a_course,
    a_place,
    a_run,
    came,
    completed,
    sessions_of,
    signed_up,
)
from folkmoot.organising import actions as organising
from folkmoot.organising.tests.people_makers import a_neighbour

pytestmark = pytest.mark.django_db
LONG_AFTER = AFTER + timedelta(days=90)


def test_one_name_is_enough_and_gives_a_place_at_every_session() -> None:
    run = a_run()
    dai = signed_up(run)
    assert dai.standing == Standing.TAKING_PART
    guests = Guest.objects.filter(seat__learner=dai)
    assert [each.name for each in guests] == ["Dai", "Dai"]
    assert {each.reply for each in guests} == {Reply.COMING}
    assert not Message.objects.filter(about__startswith="learning.").exists()


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (SignUp(), "Give a name to be called by; a first name is enough."),
        (SignUp(name="x" * 81), "Keep the name to 80 letters and what is needed to 400."),
        (SignUp(name="Dai", n_children=21), "How many children? From 0 to 20."),
    ],
)
def test_too_little_and_too_much_is_said(wish: SignUp, sentence: str) -> None:
    assert rules.why_not_told(wish) == sentence


def test_when_it_is_full_people_wait_and_move_up_in_the_order_they_came() -> None:
    run = a_run(seats=1)
    first = signed_up(run, "Ann")
    second = signed_up(run, "Ben", email="ben@example.org")
    third = signed_up(run, "Cai", phone="01632 960001")
    assert [second.standing, third.standing] == [Standing.WAITING] * 2
    assert not second.seats.exists()
    actions.leave(learner=first, by=None, at=NOON)
    second.refresh_from_db()
    assert second.standing == Standing.TAKING_PART
    assert second.seats.count() == 2
    subjects = [each.subject for each in Message.objects.filter(to="ben@example.org")]
    assert any(subject.startswith("A place is free for you") for subject in subjects)
    actions.leave(learner=second, by=None, at=NOON)
    third.refresh_from_db()
    assert third.standing == Standing.TAKING_PART
    call = Message.objects.get(channel="phone")
    assert call.to == "Cai\n01632 960001"
    with pytest.raises(Refused, match="given back already"):
        actions.leave(learner=second, by=None, at=NOON)


def test_more_room_lets_those_who_wait_move_up() -> None:
    from folkmoot.learning.models import RunPlan

    run = a_run(seats=1)
    signed_up(run, "Ann")
    waits = signed_up(run, "Ben")
    actions.change_run(run=run, plan=RunPlan(2, list(run.trainers.all())), by=None, at=NOON)
    waits.refresh_from_db()
    assert waits.standing == Standing.TAKING_PART


def test_nobody_signs_up_twice_from_one_address_and_a_couple_with_one_can() -> None:
    run = a_run()
    ann = signed_up(run, "Ann", email="home@example.org")
    with pytest.raises(Refused, match="already"):
        signed_up(run, "Ben", email="HOME@example.org")
    actions.leave(learner=ann, by=None, at=NOON)
    signed_up(run, "Ben", email="home@example.org")


def test_two_who_sign_up_for_another_run_with_one_address_are_two_guests() -> None:
    run = a_run()
    session = sessions_of(run)[0]
    signed_up(run, "Ann", email="home@example.org")
    actions.note_learner(run=run, wish=SignUp(name="Ben"), by=None, at=NOON)
    assert Guest.objects.filter(gathering=session.gathering).count() == 2


def test_who_came_is_kept_with_the_gathering_and_can_be_put_right() -> None:
    run = a_run()
    dai, ann = signed_up(run), signed_up(run, "Ann")
    first = sessions_of(run)[0]
    over = first.gathering.ends_at
    actions.note_attendance(session=first, came=[dai, ann], by=None, at=over)
    actions.note_attendance(session=first, came=[ann], n_counted=9, by=None, at=over)
    seats = Seat.objects.filter(session=first, guest__came_at__isnull=False)
    assert [each.learner_id for each in seats] == [ann.pk]
    first.gathering.refresh_from_db()
    assert first.gathering.n_counted == 9


def test_attendance_is_not_taken_before_it_begins_nor_for_somebody_elses_run() -> None:
    run = a_run()
    dai = signed_up(run)
    first = sessions_of(run)[0]
    with pytest.raises(Refused, match="has not begun"):
        actions.note_attendance(session=first, came=[dai], by=None, at=NOON)
    other = signed_up(a_run(a_course(a_place("Elm Park"))), "Eve")
    with pytest.raises(Refused, match="no place at this session"):
        actions.note_attendance(session=first, came=[other], by=None, at=FIRST)


def test_it_is_completed_by_coming_and_a_trainers_word() -> None:
    run = a_run()
    dai, ann = signed_up(run), signed_up(run, "Ann")
    came(run, dai)
    with pytest.raises(Refused, match="Ann came to 0 of the 2 sessions that are needed"):
        actions.confirm_completions(run=run, learners=[dai, ann], by=None, at=AFTER)
    assert not Completion.objects.exists()
    assert actions.confirm_completions(run=run, learners=[dai], by=None, at=AFTER) == 1
    with pytest.raises(Refused, match="Dai has completed it already"):
        actions.confirm_completions(run=run, learners=[dai], by=None, at=AFTER)


def test_one_of_two_sessions_is_enough_where_the_course_says_so() -> None:
    run = a_run(a_course(n_needed=1))
    dai = signed_up(run)
    came(run, dai, to=1)
    assert actions.confirm_completions(run=run, learners=[dai], by=None, at=AFTER) == 1


def test_what_somebody_could_do_already_is_recognised_with_the_reason() -> None:
    dai = signed_up(a_run())
    with pytest.raises(Refused, match="has not begun"):
        actions.recognise_learning(learner=dai, because="Ten years of it", by=None, at=NOON)
    with pytest.raises(Refused, match="how you know"):
        actions.recognise_learning(learner=dai, because=" ", by=None, at=AFTER)
    known = actions.recognise_learning(learner=dai, because="Ten years", by=None, at=AFTER)
    assert (known.way, known.because) == (Way.KNEW, "Ten years")


def test_a_completion_is_withdrawn_once_with_a_reason_and_never_removed() -> None:
    completion = completed(signed_up(a_run(), email="dai@example.org"))
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_completion(completion=completion, why="", by=None, at=AFTER)
    actions.withdraw_completion(completion=completion, why="Wrong Dai", by=None, at=AFTER)
    completion.refresh_from_db()
    assert completion.withdrawn_because == "Wrong Dai"
    assert Message.objects.filter(subject__startswith="Withdrawn").exists()
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_completion(completion=completion, why="Again", by=None, at=AFTER)
    with pytest.raises(Refused, match="not given again"):
        actions.confirm_completions(
            run=completion.learner.run, learners=[completion.learner], by=None, at=AFTER
        )
    for change in (
        lambda: Completion.objects.filter(pk=completion.pk).update(withdrawn_at=None),
        lambda: Completion.objects.filter(pk=completion.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("months", "at", "until"),
    [
        (None, datetime(2026, 1, 31, tzinfo=UTC), None),
        (1, datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)),
        (12, datetime(2027, 3, 1, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)),
        (24, datetime(2028, 2, 29, tzinfo=UTC), datetime(2030, 2, 28, tzinfo=UTC)),
        (11, datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)),
    ],
)
def test_what_holds_for_some_months_ends_on_the_same_day(
    months: int | None, at: datetime, until: datetime | None
) -> None:
    assert rules.lasts_until(months, at) == until


def test_a_name_taken_back_leaves_the_counts() -> None:
    run = a_run()
    dai = signed_up(run, email="dai@example.org", needs="No nuts")
    completion = completed(dai)
    actions.forget_learner(learner=dai, by=None, at=AFTER)
    dai.refresh_from_db()
    assert (dai.name, dai.email, dai.needs, dai.secret_hash) == ("", "", "", None)
    assert Guest.objects.filter(seat__learner=dai, came_at__isnull=False).count() == 2
    assert not Guest.objects.exclude(name="").exists()
    assert Completion.objects.standing().filter(pk=completion.pk).exists()
    assert not Message.objects.filter(to="dai@example.org").exists()
    with pytest.raises(Refused, match="forgotten it already"):
        actions.forget_learner(learner=dai, by=None, at=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Learner.objects.filter(pk=dai.pk).update(forgotten_at=None)


def test_a_place_of_somebody_forgotten_goes_to_the_next() -> None:
    run = a_run(seats=1)
    dai, ann = signed_up(run), signed_up(run, "Ann")
    actions.forget_learner(learner=dai, by=None, at=NOON)
    ann.refresh_from_db()
    assert ann.standing == Standing.TAKING_PART


def test_sixty_days_afterwards_only_the_names_of_those_who_completed_stay() -> None:
    run = a_run()
    dai = signed_up(run, email="dai@example.org", needs="No nuts")
    ann = signed_up(run, "Ann", phone="01632 960001")
    completed(dai)
    assert actions.forget_learners(by=None, at=AFTER) == 0
    assert actions.forget_learners(by=None, at=LONG_AFTER) == 2
    forget_guests(by=None, at=LONG_AFTER)
    for each in (dai, ann):
        each.refresh_from_db()
    assert (dai.name, dai.email, dai.needs) == ("Dai", "", "")
    assert (ann.name, ann.phone) == ("", "")
    assert Seat.objects.filter(learner=dai, guest__came_at__isnull=False).count() == 2
    assert actions.forget_learners(by=None, at=LONG_AFTER) == 0


def test_who_is_forgotten_where_the_team_knew_them_is_forgotten_here() -> None:
    here = a_place()
    run = a_run(a_course(here))
    dilys = a_neighbour(here)
    learner = signed_up(run, "Dilys", neighbour=dilys)
    assert Learner.objects.known().filter(pk=learner.pk).exists()
    organising.forget_neighbour(neighbour=dilys, with_words=False, by=None, at=AFTER)
    assert not Learner.objects.known().filter(pk=learner.pk).exists()  # at once
    assert actions.forget_learners(by=None, at=AFTER) == 1
    learner.refresh_from_db()
    assert (learner.name, learner.neighbour) == ("", None)


def test_a_learner_is_known_as_somebody_of_the_same_place_alone() -> None:
    here, there = a_place(), a_place("Elm Park")
    run = a_run(a_course(here))
    dai, ann = signed_up(run), signed_up(run, "Ann")
    dilys, stranger = a_neighbour(here), a_neighbour(there)
    with pytest.raises(Refused, match="another place"):
        actions.know_learner(learner=dai, neighbour=stranger, by=None, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Learner.objects.filter(pk=dai.pk).update(neighbour=stranger)
    actions.know_learner(learner=dai, neighbour=dilys, by=None, at=NOON)
    with pytest.raises(Refused, match="Somebody else in this run"):
        actions.know_learner(learner=ann, neighbour=dilys, by=None, at=NOON)
    actions.know_learner(learner=dai, neighbour=None, by=None, at=NOON)
    dai.refresh_from_db()
    assert dai.neighbour is None


def test_saying_who_completed_waits_on_the_trainers_of_that_course_alone() -> None:
    run, other = a_run(), a_run(a_course(a_place("Elm Park")))
    came(run, signed_up(run))
    tess, stranger = run.trainers.get().account, other.trainers.get().account
    assert tasks_for(tess, NOON) == []
    assert [each.about for each in tasks_for(tess, AFTER)] == [run.edition.title]
    assert tasks_for(stranger, AFTER) == []
    actions.confirm_completions(run=run, learners=list(run.learners.all()), by=None, at=AFTER)
    assert tasks_for(tess, AFTER) == []


def test_who_leads_another_course_sees_nobody() -> None:
    from folkmoot.learning.tests.makers import a_trainer, an_organiser, someone

    here, there = a_place(), a_place("Elm Park")
    learner = signed_up(a_run(a_course(here)))
    seen = Learner.objects.visible_to
    assert learner in seen(an_organiser(here))
    assert learner in seen(someone(f"Tess of {here.name}"))
    for stranger in (an_organiser(there), a_trainer(a_course(there)).account, someone("Robin")):
        assert learner not in seen(stranger)
    assert learner not in seen(None)
