"""What Wren's Cross learns together: the introduction, given twice and open again; D's badge."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from folkmoot.kernel.access.roles import TRAINER, TRAINER_IN_TRAINING
from folkmoot.learning import actions
from folkmoot.learning.models import (
    BadgeWish,
    Completion,
    Course,
    CoursePlan,
    Learner,
    Meeting,
    Run,
    RunPlan,
    SignUp,
)
from folkmoot.organising.models import Neighbour
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross.proposals import Accounts

SPRING = ("Amina", "Ivy", "Mo", "Jean", "Kofi", "Sunita", "Gethin")
WITH_D = ("Yusuf", "Mrs Oduya", "Dewi", "Carol", "Ali")
NEXT = ("Rhian", "Tobi", "Marek", "Lowri")


def learn(place: Place, accounts: Accounts, d: Neighbour, *, at: datetime) -> Course:
    """A course with two runs that are over and one to sign up for; D has completed it."""
    course = _introduction(place, accounts, at - timedelta(days=130))
    spring = _given(course, accounts, at, first=-95, seats=12)
    _held(spring, _signed_up(spring, SPRING, at - timedelta(days=110)), accounts, n_done=6)
    again = _given(course, accounts, at, first=-6, seats=12)
    learners = _signed_up(again, WITH_D, at - timedelta(days=9))
    wish = SignUp(name=d.name, neighbour=d)
    learner, _ = actions.sign_up(run=again, wish=wish, by=None, at=at - timedelta(days=8))
    _held(again, [*learners, learner], accounts, n_done=6)
    done = Completion.objects.get(learner=learner)
    actions.make_badge(
        completion=done, wish=BadgeWish(), by=None, at=max(done.confirmed_at, at - _DAY)
    )
    ahead = _given(course, accounts, at, first=20, seats=3)
    _signed_up(ahead, NEXT, at - timedelta(days=2))
    return course


_DAY = timedelta(days=1)


def _introduction(place: Place, accounts: Accounts, at: datetime) -> Course:
    by = accounts["convenor"]
    plan = CoursePlan(
        title="Introduction to community organising",
        able_to=[
            "Listen to somebody at their door for ten minutes, and write down what they said",
            "Tell what you noticed from what you heard",
            "Bring two people together who could do something about it",
        ],
        about="Two days with tea and lunch, for anyone who lives here. No reading beforehand.",
        units=["Why we listen", "At the door, in pairs", "What we heard", "From talk to action"],
        hours=Decimal(12),
        level="For beginners",
        may_train="Somebody who has completed it and led it twice beside a trainer",
        n_sessions=2,
        n_needed=2,
        hub=Organisation.objects.filter(name="Wren's Cross Trust").first(),
    )
    course = actions.write_course(place=place, plan=plan, by=by, at=at)
    actions.publish_course(course=course, by=by, at=at)
    for key, role in (("organiser", TRAINER), ("desk", TRAINER_IN_TRAINING)):
        email = accounts[key].email
        actions.name_trainer(course=course, email=email, role=role, by=by, at=at)
    return course


def _given(course: Course, accounts: Accounts, at: datetime, *, first: int, seats: int) -> Run:
    """A run whose second session is three days after the first."""
    by, planned = accounts["organiser"], at + timedelta(days=min(first - 30, -15))
    plan = RunPlan(seats, list(course.trainers.all()))
    run = actions.plan_run(course=course, plan=plan, by=by, at=planned)
    for day in (first, first + 3):
        begins = (at + timedelta(days=day)).replace(hour=10, minute=0, second=0, microsecond=0)
        meeting = Meeting(
            starts_at=begins,
            ends_at=begins + timedelta(hours=6),
            where="The hall on Mill Lane, side door",
            access=["is_step_free", "has_loop"],
            access_words="Lunch is there. Tell us what you do not eat.",
            childcare="ask",
        )
        actions.add_session(run=run, meeting=meeting, by=by, at=planned)
    return actions.open_run(run=run, by=by, at=planned)


def _signed_up(run: Run, names: Sequence[str], at: datetime) -> list[Learner]:
    return [actions.sign_up(run=run, wish=SignUp(name=name), by=None, at=at)[0] for name in names]


def _held(run: Run, learners: Sequence[Learner], accounts: Accounts, *, n_done: int) -> None:
    """All but the first came to both sessions; the first came to one, and could do it already."""
    by = accounts["organiser"]
    first, *rest = learners
    sessions = list(run.sessions.select_related("gathering"))
    for session, came in zip(sessions, (learners, rest), strict=True):
        over = session.gathering.ends_at
        actions.note_attendance(session=session, came=came, by=by, at=over)
    over = sessions[-1].gathering.ends_at
    ready = rest[-n_done:]
    actions.confirm_completions(run=run, learners=ready, by=by, at=over)
    because = "Has sat with people at the food bank every week for four years."
    actions.recognise_learning(learner=first, because=because, by=by, at=over)
