"""Those who lead a course plan when it is given, and see who takes part."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.learning import actions, queries, rules
from folkmoot.learning.forms import CallOffForm, ConfirmForm, RunForm, SessionForm
from folkmoot.learning.forms.runs import answers_of, like
from folkmoot.learning.models import Course, Run, RunStage
from folkmoot.learning.views.answers import show, to_run
from folkmoot.people.http import SignedInRequest

EMPTY_LINES = range(6)


@door(Course, Permission.COURSE_LEAD)
@require_http_methods(METHODS)
def new_run(request: SignedInRequest, course: Course) -> HttpResponse:
    """Give the course once: for how many, led by whom."""
    if course.published_at is None or course.closed_at:
        return refused(request, rules.why_not_change(course) or "Publish the course first.")
    may_train = queries.trainers_of(course, at=clock.now())
    if not may_train:
        return refused(request, "Nobody may lead this course yet. Name a trainer first.")
    form = RunForm(posted(request), trainers=may_train)
    answer = made(
        request,
        form,
        lambda at: actions.plan_run(course=course, plan=form.plan(), by=request.user, at=at),
        "Planned. Say now when and where it is.",
        to_run,
    )
    return answer or show(request, "plan_run", form, place=course.place, course=course)


@door(Run, Permission.COURSE_LEAD)
@require_http_methods(METHODS)
def change_run(request: SignedInRequest, run: Run) -> HttpResponse:
    """Who leads it, and for how many there is room."""
    if run.stage == RunStage.OFF:
        return refused(request, "It was called off.")
    may_train = queries.trainers_of(run.course, at=clock.now())
    form = RunForm(posted(request), trainers=may_train, initial=answers_of(run))
    answer = made(
        request,
        form,
        lambda at: actions.change_run(run=run, plan=form.plan(), by=request.user, at=at),
        "Kept.",
        to_run,
    )
    return answer or show(request, "plan_run", form, place=run.place, course=run.course, run=run)


@door(Run, Permission.COURSE_LEAD)
@never_cache
@require_http_methods(METHODS)
def run(request: SignedInRequest, run: Run) -> HttpResponse:
    """Who takes part, who came, who has completed; and a trainer says who has."""
    at = clock.now()
    page = queries.run_page(run, at=at)
    may = permissions_of(request.user, within=run, at=at)
    may_confirm = Permission.COURSE_CONFIRM in may
    form = ConfirmForm(posted(request), ready=page.ready) if page.ready and may_confirm else None
    if request.method == "POST" and form is None:
        return refused(request, "Nobody waits here for you to say that they have completed it.")
    if form is not None and form.is_bound:
        ticked = form
        answer = made(
            request,
            ticked,
            lambda at: actions.confirm_completions(
                run=run, learners=ticked.chosen(), by=request.user, at=at
            ),
            "Kept. They have completed it.",
            lambda _: to_run(run),
        )
        if answer:
            return answer
    return show(
        request,
        "run",
        form,
        place=run.place,
        run=run,
        course=run.course,
        page=page,
        may=may,
        now=at,
        may_here=permissions_of(request.user, within=run.place, at=at),
    )


@door(Run, Permission.COURSE_LEAD)
@require_http_methods(METHODS)
def add_session(request: SignedInRequest, run: Run) -> HttpResponse:
    """When and where one more session is."""
    meetings = queries.run_row(run, at=clock.now()).meetings
    if why := rules.why_not_add_session(run, len(meetings)):
        return refused(request, why)
    form = SessionForm(posted(request), initial=like(meetings[-1] if meetings else None))
    answer = made(
        request,
        form,
        lambda at: actions.add_session(run=run, meeting=form.meeting(), by=request.user, at=at),
        "Planned.",
        lambda _: to_run(run),
    )
    number = len(meetings) + 1
    return answer or show(request, "session", form, place=run.place, run=run, number=number)


@door(Run, Permission.COURSE_LEAD)
@require_POST
def open_run(request: SignedInRequest, run: Run) -> HttpResponse:
    """Let people sign up."""
    return then(
        request,
        lambda at: actions.open_run(run=run, by=request.user, at=at),
        "Open. People can sign up, and its sessions stand among the gatherings.",
        to_run(run),
    )


@door(Run, Permission.COURSE_LEAD)
@require_http_methods(METHODS)
def call_off(request: SignedInRequest, run: Run) -> HttpResponse:
    """It does not take place."""
    if run.stage == RunStage.OFF:
        return refused(request, "It was called off already.")
    form = CallOffForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.call_off_run(
            run=run, why=form.cleaned_data["why"], by=request.user, at=at
        ),
        "Called off. Those with an e-mail address are told; ring the others.",
        to_run,
    )
    row = queries.run_row(run, at=clock.now())
    return answer or show(request, "call_off", form, place=run.place, run=run, row=row)


@door(Run, Permission.COURSE_LEAD)
@never_cache
@require_GET
def sheet(request: SignedInRequest, run: Run) -> HttpResponse:
    """To print: who takes part, with a box for each session."""
    page = queries.run_page(run, at=clock.now())
    came = queries.came_to(run)
    lines = [
        (row.learner, [(row.learner.pk, each.pk) in came for each in page.sessions])
        for row in page.taking
    ]
    return show(
        request, "sheet", place=run.place, run=run, page=page, lines=lines, empty=EMPTY_LINES
    )
