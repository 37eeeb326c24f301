"""Addresses of panels, of what assessors do, and of meetings with places."""

from django.urls import path

from folkmoot.granting.views import assessing, meetings, panels

app_name = "panels"
urlpatterns = [
    path("calls/<slug:ref>/begin/", panels.begin, name="begin"),
    path("<uuid:pk>/", panels.panel, name="panel"),
    path("<uuid:pk>/terms/", panels.terms, name="terms"),
    path("<uuid:pk>/assessors/", panels.appoint, name="appoint"),
    path("<uuid:pk>/assessors/<uuid:key>/end/", panels.dismiss, name="dismiss"),
    path("<uuid:pk>/share/", panels.share, name="share"),
    path("<uuid:pk>/by-hand/", panels.by_hand, name="by_hand"),
    path("<uuid:pk>/interests/", assessing.interests, name="interests"),
    path("<uuid:pk>/interests/<uuid:key>/lift/", assessing.lift, name="lift"),
    path("tasks/<uuid:pk>/", assessing.task, name="task"),
    path("tasks/<uuid:pk>/link/", assessing.link_found, name="link_found"),
    path("tasks/<uuid:pk>/reopen/", assessing.reopen, name="reopen"),
    path("tasks/<uuid:pk>/take-off/", panels.take_off, name="take_off"),
    path("talks/<uuid:pk>/", assessing.talk, name="talk"),
    path("applications/<slug:ref>/", assessing.assessed, name="assessed"),
    path("applications/<slug:ref>/interest/", assessing.interest, name="interest"),
    path("applications/<slug:ref>/talk/", assessing.open_talk, name="open_talk"),
    path("applications/<slug:ref>/meetings/", meetings.meetings, name="meetings"),
    path("applications/<slug:ref>/meetings/new/", meetings.propose, name="propose"),
    path("meetings/<uuid:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:pk>/agree/", meetings.agree, name="agree"),
    path("meetings/<uuid:pk>/move/", meetings.move, name="move_meeting"),
    path("meetings/<uuid:pk>/call-off/", meetings.call_off, name="call_off"),
    path("meetings/<uuid:pk>/note/", meetings.note, name="note"),
    path("meetings/<uuid:pk>/share/", meetings.share_note, name="share_note"),
    path("meetings/<uuid:pk>/answer/", meetings.answer, name="answer_note"),
    path("meetings/<uuid:pk>/of-us/", meetings.of_us, name="of_us"),
]
