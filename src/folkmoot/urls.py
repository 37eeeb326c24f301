"""The front door: each room keeps its own addresses."""

from django.urls import include, path

handler400 = "folkmoot.kernel.ui.answers.bad_request"
handler403 = "folkmoot.kernel.ui.answers.forbidden"
handler404 = "folkmoot.kernel.ui.answers.not_found"
handler500 = "folkmoot.kernel.ui.answers.broken"

urlpatterns = [
    path("places/", include("folkmoot.places.urls")),  # before the site's places/<slug>/
    path("", include("folkmoot.site.urls")),
    path("", include("folkmoot.deciding.urls")),
    path("programmes/", include("folkmoot.programmes.urls")),
    path("gatherings/", include("folkmoot.gatherings.urls")),
    path("listening/", include("folkmoot.organising.urls")),
    path("courses/", include("folkmoot.learning.urls")),
    path("badges/", include("folkmoot.learning.badge_urls")),
    path("mine/courses/", include("folkmoot.learning.own_urls")),  # before one's whole own page
    path("mine/", include("folkmoot.organising.own_urls")),
    path("ideas/", include("folkmoot.ideas.urls")),
    path("calls/", include("folkmoot.granting.call_urls")),
    path("applications/", include("folkmoot.granting.urls")),
    path("panels/", include("folkmoot.granting.panel_urls")),
    path("choices/", include("folkmoot.granting.choice_urls")),
    path("awards/", include("folkmoot.awards.urls")),
    path("small-grants/", include("folkmoot.awards.small_urls")),
    path("support/", include("folkmoot.awards.support_urls")),
    path("loans/", include("folkmoot.awards.loan_urls")),
    path("", include("folkmoot.people.urls")),
    path("", include("folkmoot.people.sign_in_urls")),
    path("demo/", include("folkmoot.site.demo_urls")),
    path("", include("folkmoot.kernel.ui.urls")),
]
