"""Those who lead a course note who signed up and who came, and what somebody completed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.learning import actions, queries, rules
from folkmoot.learning.forms import AttendanceForm, BecauseForm, KnowForm, NoteForm
from folkmoot.learning.models import Completion, Learner, Run, Session
from folkmoot.learning.views.answers import show, to_run
from folkmoot.organising.queries import neighbours_in
from folkmoot.people.http import SignedInRequest


@door(Run, Permission.COURSE_LEAD)
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def note(request: SignedInRequest, run: Run) -> HttpResponse:
    """Write down somebody from paper, the telephone or the door."""
    if why := rules.why_not_note(run):
        return refused(request, why)
    form = NoteForm(posted(request), childcare=queries.minds_children(run))
    answer = made(
        request,
        form,
        lambda at: actions.note_learner(run=run, wish=form.wish(), by=request.user, at=at),
        "Written down.",
        lambda _: to_run(run),
    )
    return answer or show(request, "note", form, place=run.place, run=run)


@door(Session, Permission.COURSE_LEAD)
@never_cache
@require_http_methods(METHODS)
def day(request: SignedInRequest, session: Session) -> HttpResponse:
    """On the day: one tap for each who came."""
    if session.gathering.starts_at > clock.now():
        return refused(request, "It has not begun. Who came can be noted once it has.")
    expected = queries.expected_at(session)
    before = {
        "came": [str(learner.pk) for learner, came in expected if came],
        "n_counted": session.gathering.n_counted,
    }
    learners = [learner for learner, _ in expected]
    form = AttendanceForm(posted(request), learners=learners, initial=before)
    answer = made(
        request,
        form,
        lambda at: actions.note_attendance(
            session=session,
            came=form.came_learners(),
            n_counted=form.cleaned_data["n_counted"],
            by=request.user,
            at=at,
        ),
        "Kept. You can put it right at any time.",
        lambda _: to_run(session.run),
    )
    gathering, run = session.gathering, session.run
    return answer or show(request, "day", form, place=run.place, run=run, gathering=gathering)


@door(Learner, Permission.COURSE_LEAD)
@never_cache
@require_GET
def learner(request: SignedInRequest, learner: Learner) -> HttpResponse:
    """One learner: what they told, what they completed, what can be done."""
    at = clock.now()
    return show(
        request,
        "learner",
        place=learner.run.place,
        run=learner.run,
        learner=learner,
        row=queries.learner_row(learner),
        may=permissions_of(request.user, within=learner.scope, at=at),
    )


@door(Learner, Permission.COURSE_LEAD)
@require_POST
def leave(request: SignedInRequest, learner: Learner) -> HttpResponse:
    """They do not come any more; the first who waits moves up."""
    return then(
        request,
        lambda at: actions.leave(learner=learner, by=request.user, at=at),
        "Given back. Whoever waited first has the place now.",
        to_run(learner.run),
    )


@door(Learner, Permission.COURSE_LEAD)
@require_POST
def forget(request: SignedInRequest, learner: Learner) -> HttpResponse:
    """They asked for their name to be taken away."""
    return then(
        request,
        lambda at: actions.forget_learner(learner=learner, by=request.user, at=at),
        "Forgotten. The numbers stay.",
        to_run(learner.run),
    )


@door(Learner, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def know(request: SignedInRequest, learner: Learner) -> HttpResponse:
    """Let their courses stand on their own page, when the team knows them and they want it."""
    place = learner.run.place
    initial = {"neighbour": str(learner.neighbour_id or "")}
    form = KnowForm(posted(request), neighbours=neighbours_in(place), initial=initial)
    answer = made(
        request,
        form,
        lambda at: actions.know_learner(
            learner=learner, neighbour=form.chosen(), by=request.user, at=at
        ),
        "Kept.",
        _to_learner,
    )
    return answer or show(request, "know", form, place=place, run=learner.run, learner=learner)


@door(Learner, Permission.COURSE_CONFIRM)
@require_http_methods(METHODS)
def recognise(request: SignedInRequest, learner: Learner) -> HttpResponse:
    """They could do it already."""
    form = BecauseForm(
        posted(request),
        asks=f"How do you know that {learner.shown_name} could do it already?",
        hint="It is kept with the completion. Such as: “led a listening team for four years”.",
    )
    answer = made(
        request,
        form,
        lambda at: actions.recognise_learning(
            learner=learner, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        "Recognised. It counts as completed.",
        lambda _: _to_learner(learner),
    )
    return answer or show(
        request, "because", form, place=learner.run.place, run=learner.run, learner=learner
    )


@door(Completion, Permission.COURSE_KEEP)
@require_http_methods(METHODS)
def withdraw(request: SignedInRequest, completion: Completion) -> HttpResponse:
    """It no longer counts."""
    learner = completion.learner
    form = BecauseForm(
        posted(request),
        asks=f"Why does what {learner.shown_name} completed no longer count?",
        hint="They read it. Their certificate and badge say from now on that it was withdrawn.",
    )
    answer = made(
        request,
        form,
        lambda at: actions.withdraw_completion(
            completion=completion, why=form.cleaned_data["because"], by=request.user, at=at
        ),
        "Withdrawn.",
        lambda _: _to_learner(learner),
    )
    return answer or show(
        request,
        "because",
        form,
        place=learner.run.place,
        run=learner.run,
        learner=learner,
        withdraws=True,
    )


@door(Completion, Permission.COURSE_LEAD)
@never_cache
@require_GET
def certificate(request: SignedInRequest, completion: Completion) -> HttpResponse:
    """To print and hand over."""
    run = completion.learner.run
    return show(
        request, "certificate", place=run.place, run=run, completion=completion, now=clock.now()
    )


def _to_learner(learner: Learner) -> HttpResponse:
    return redirect("learning:learner", learner.pk)
