"""Addresses of calls."""

from django.urls import path

from folkmoot.granting.views import handling, listing, preparing, public, questions

app_name = "calls"
urlpatterns = [
    path("", public.everywhere, name="everywhere"),
    path("of/<slug:slug>/", preparing.of, name="of"),
    path("of/<slug:slug>/new/", preparing.new, name="new"),
    path("of/<slug:slug>/questions/new/", questions.new, name="new_set"),
    path("of/<slug:slug>/questions/<uuid:kept>/", questions.one, name="set"),
    path("of/<slug:slug>/questions/<uuid:kept>/add/", questions.add, name="set_add"),
    path("of/<slug:slug>/questions/<uuid:kept>/name/", questions.words, name="set_words"),
    path("of/<slug:slug>/questions/<uuid:kept>/see/", questions.preview, name="set_preview"),
    path("of/<slug:slug>/questions/<uuid:kept>/publish/", questions.publish, name="set_publish"),
    path("of/<slug:slug>/questions/<uuid:kept>/copy/", questions.copy, name="set_copy"),
    path(
        "of/<slug:slug>/questions/<uuid:kept>/part/<int:number>/",
        questions.section,
        name="set_part",
    ),
    path(
        "of/<slug:slug>/questions/<uuid:kept>/ask/<slug:key>/",
        questions.question,
        name="set_question",
    ),
    path("<slug:ref>/", public.call, name="call"),
    path("<slug:ref>/fit/", public.fit, name="fit"),
    path("<slug:ref>/apply/", public.apply, name="apply"),
    path("<slug:ref>/edit/", preparing.edit, name="edit"),
    path("<slug:ref>/needs/", preparing.needs, name="needs"),
    path("<slug:ref>/areas/", preparing.areas, name="areas"),
    path("<slug:ref>/first/", preparing.first, name="first"),
    path("<slug:ref>/questions/", preparing.questions, name="questions"),
    path("<slug:ref>/publish/", preparing.publish, name="publish"),
    path("<slug:ref>/take-back/", preparing.take_back, name="take_back"),
    path("<slug:ref>/reopen/", handling.reopen, name="reopen"),
    path("<slug:ref>/cancel/", handling.cancel, name="cancel"),
    path("<slug:ref>/conclude/", handling.conclude, name="conclude"),
    path("<slug:ref>/let-in/", handling.let_in, name="let_in"),
    path("<slug:ref>/applications/", listing.applications, name="applications"),
    path("<slug:ref>/applications.csv", listing.as_csv, name="csv"),
    path("<slug:ref>/applications.xlsx", listing.as_xlsx, name="xlsx"),
]
