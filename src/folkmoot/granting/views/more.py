"""What the programme asked about: answered one by one, and handed in again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.granting import actions, queries
from folkmoot.granting.forms import AskedForm
from folkmoot.granting.models import Application
from folkmoot.granting.views.answers import show, to_application
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.questions.actions import save_answers
from folkmoot.kernel.questions.queries import standing_in
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, done, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest


@door(Application, Permission.APPLICATION_WRITE)
@never_cache
@require_http_methods(METHODS)
def more(request: SignedInRequest, application: Application) -> HttpResponse:
    """The answers that were asked about, and no others. What was typed is kept, whole or not."""
    asked = queries.asked_now(application)
    if not asked.fields:
        return refused(request, "Nothing is asked of it now.")
    files = request.FILES if request.method == "POST" else None
    form = AskedForm(
        posted(request),
        files,
        asked=asked.fields,
        stands=standing_in(application.answers),
        offered=queries.offered_in(application),
    )
    if form.is_bound:
        whole = form.is_valid()
        try:
            save_answers(
                answer_set=application.answers,
                typing=form.typing(),
                by=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if whole:
                return done(request, "Kept.", redirect("granting:more", application.ref))
    return show(
        request,
        "more",
        form,
        application=application,
        asked=asked,
        missing=queries.missing_now(application),
        may=permissions_of(request.user, within=application, at=clock.now()),
    )


@door(Application, Permission.APPLICATION_LEAD)
@require_POST
@or_why_not
def hand_in_again(request: SignedInRequest, application: Application) -> HttpResponse:
    """All that was asked is answered."""
    return then(
        request,
        lambda at: actions.hand_in_again(application=application, by=request.user, at=at),
        "Handed in again. They have been told.",
        to_application(application),
    )
