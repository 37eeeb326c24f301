"""Addresses of courses."""

from django.urls import path

from folkmoot.learning.views import joining, learners, numbers, planning, public, runs

app_name = "learning"
urlpatterns = [
    path("", public.everywhere, name="everywhere"),
    path("in/<slug:slug>/", public.in_place, name="in_place"),
    path("in/<slug:slug>/new/", planning.new, name="new"),
    path("in/<slug:slug>/numbers/", numbers.of_place, name="numbers"),
    path("in/<slug:slug>/numbers/table.csv", numbers.place_table, name="numbers_table"),
    path("hubs/<slug:ref>/", public.of_hub, name="of_hub"),
    path("hubs/<slug:ref>/numbers/", numbers.of_hub, name="hub_numbers"),
    path("hubs/<slug:ref>/numbers/table.csv", numbers.hub_table, name="hub_numbers_table"),
    path("mine/<str:secret>/", joining.mine, name="mine"),
    path("mine/<str:secret>/leave/", joining.leave, name="mine_leave"),
    path("mine/<str:secret>/forget/", joining.forget, name="mine_forget"),
    path("mine/<str:secret>/certificate/", joining.my_certificate, name="my_certificate"),
    path("trainers/<uuid:pk>/end/", planning.end_trainer, name="end_trainer"),
    path("runs/<slug:ref>/", runs.run, name="run"),
    path("runs/<slug:ref>/change/", runs.change_run, name="change_run"),
    path("runs/<slug:ref>/session/", runs.add_session, name="add_session"),
    path("runs/<slug:ref>/open/", runs.open_run, name="open_run"),
    path("runs/<slug:ref>/call-off/", runs.call_off, name="call_off"),
    path("runs/<slug:ref>/sheet/", runs.sheet, name="sheet"),
    path("runs/<slug:ref>/join/", joining.join, name="join"),
    path("runs/<slug:ref>/note/", learners.note, name="note"),
    path("days/<uuid:pk>/", learners.day, name="day"),
    path("learners/<uuid:pk>/", learners.learner, name="learner"),
    path("learners/<uuid:pk>/leave/", learners.leave, name="leave"),
    path("learners/<uuid:pk>/forget/", learners.forget, name="forget"),
    path("learners/<uuid:pk>/know/", learners.know, name="know"),
    path("learners/<uuid:pk>/recognise/", learners.recognise, name="recognise"),
    path("completions/<uuid:pk>/withdraw/", learners.withdraw, name="withdraw"),
    path("completions/<uuid:pk>/certificate/", learners.certificate, name="certificate"),
    path("<slug:ref>/", public.course, name="course"),
    path("<slug:ref>/change/", planning.change, name="change"),
    path("<slug:ref>/publish/", planning.publish, name="publish"),
    path("<slug:ref>/close/", planning.close, name="close"),
    path("<slug:ref>/trainers/", planning.trainers, name="trainers"),
    path("<slug:ref>/runs/new/", runs.new_run, name="new_run"),
]
