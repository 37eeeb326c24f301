"""The gallery, over the web."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.views.decorators.http import require_GET

from folkmoot.kernel.access.door import open_door
from folkmoot.kernel.ui.gallery import SAMPLES, example_values


@open_door
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once; only where people try things out."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    values = example_values()
    shown = [
        (sample, engines["django"].from_string(sample.source).render(values, request))
        for sample in SAMPLES
    ]
    return render(request, "ui/gallery.html", {"shown": shown, "place": values["place"]})
