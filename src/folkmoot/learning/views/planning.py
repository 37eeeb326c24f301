"""Those who keep a course write it, publish it, and name who may train in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.learning import actions, queries, rules
from folkmoot.learning.forms import CourseForm, TrainerForm
from folkmoot.learning.forms.courses import answers_of
from folkmoot.learning.models import Course, Trainer
from folkmoot.learning.views.answers import show, to_course
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Organisation
from folkmoot.people.queries import organisations_for
from folkmoot.places.models import Place


@door(Place, Permission.COURSE_KEEP)
@require_http_methods(METHODS)
def new(request: SignedInRequest, place: Place) -> HttpResponse:
    """Write a course."""
    form = CourseForm(posted(request), hubs=_hubs(request))
    answer = made(
        request,
        form,
        lambda at: actions.write_course(place=place, plan=form.plan(), by=request.user, at=at),
        "Written. Only those who lead it see it until you publish it.",
        to_course,
    )
    return answer or show(request, "write", form, place=place)


@door(Course, Permission.COURSE_KEEP)
@require_http_methods(METHODS)
def change(request: SignedInRequest, course: Course) -> HttpResponse:
    """Write the next edition."""
    if why := rules.why_not_change(course):
        return refused(request, why)
    draft = queries.newest_edition(course, published=False)
    before = draft or queries.newest_edition(course, published=True)
    form = CourseForm(posted(request), hubs=_hubs(request), initial=answers_of(course, before))
    answer = made(
        request,
        form,
        lambda at: actions.change_course(course=course, plan=form.plan(), by=request.user, at=at),
        "Kept. Publish it when it is right.",
        to_course,
    )
    return answer or show(request, "write", form, place=course.place, course=course)


@door(Course, Permission.COURSE_KEEP)
@require_POST
def publish(request: SignedInRequest, course: Course) -> HttpResponse:
    """Make what was written public."""
    return then(
        request,
        lambda at: actions.publish_course(course=course, by=request.user, at=at),
        "Published. Everyone can see it now.",
        to_course(course),
    )


@door(Course, Permission.COURSE_KEEP)
@require_POST
def close(request: SignedInRequest, course: Course) -> HttpResponse:
    """It is no longer given."""
    return then(
        request,
        lambda at: actions.close_course(course=course, by=request.user, at=at),
        "It is no longer given. What people completed stays.",
        to_course(course),
    )


@door(Course, Permission.COURSE_KEEP)
@require_http_methods(METHODS)
def trainers(request: SignedInRequest, course: Course) -> HttpResponse:
    """Who may lead it; and one more."""
    form = TrainerForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.name_trainer(
            course=course,
            email=form.cleaned_data["email"],
            role=form.role_chosen(),
            starts_at=form.starts_at(),
            ends_at=form.ends_at(),
            by=request.user,
            at=at,
        ),
        "Named.",
        lambda _: redirect("learning:trainers", course.ref),
    )
    held = queries.trainers_of(course, at=clock.now())
    return answer or show(
        request, "trainers", form, place=course.place, course=course, trainers=held
    )


@door(Trainer, Permission.COURSE_KEEP)
@require_POST
def end_trainer(request: SignedInRequest, trainer: Trainer) -> HttpResponse:
    """Somebody no longer leads it."""
    return then(
        request,
        lambda at: actions.end_trainer(trainer=trainer, by=request.user, at=at),
        "Ended. What they confirmed stays.",
        redirect("learning:trainers", trainer.course.ref),
    )


def _hubs(request: HttpRequest) -> list[Organisation]:
    return list(organisations_for(request.user)[:200])
