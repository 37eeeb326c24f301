"""Addresses of the room of gatherings."""

from django.urls import path

from folkmoot.gatherings.views import coming, days, photos, planning, public, team

app_name = "gatherings"
urlpatterns = [
    path("", public.everywhere, name="everywhere"),
    path("in/<slug:slug>/", public.in_place, name="in_place"),
    path("in/<slug:slug>/calendar.ics", public.place_calendar, name="place_calendar"),
    path("in/<slug:slug>/new/", planning.new_gathering, name="new"),
    path("days/new/", days.new_day, name="new_day"),
    path("days/<slug:slug>/", days.day, name="day"),
    path("days/<slug:slug>/calendar.ics", days.day_calendar, name="day_calendar"),
    path("days/<slug:slug>/change/", days.change_day, name="change_day"),
    path("answer/<str:secret>/", coming.answer, name="answer"),
    path("answer/<str:secret>/take-back/", coming.take_back, name="take_back"),
    path("answer/<str:secret>/stop/", coming.stop, name="stop"),
    path("answer/<str:secret>/photos/<uuid:person>/", photos.own_photo_answer, name="own_photo"),
    path(
        "answer/<str:secret>/photos/<uuid:person>/picture/", photos.own_picture, name="own_picture"
    ),
    path("photos/<uuid:pk>/", photos.picture, name="picture"),
    path("photos/<uuid:pk>/down/", photos.photo_down, name="photo_down"),
    path("photos/<uuid:pk>/remove/", photos.photo_remove, name="photo_remove"),
    path("in-photos/<uuid:pk>/", photos.photo_answer, name="photo_answer"),
    path("guests/<uuid:pk>/", team.guest_reply, name="guest_reply"),
    path("<slug:ref>/", public.gathering, name="gathering"),
    path("<slug:ref>/calendar.ics", public.calendar, name="calendar"),
    path("<slug:ref>/coming/", coming.come, name="come"),
    path("<slug:ref>/change/", planning.change_gathering, name="change"),
    path("<slug:ref>/announce/", planning.announce, name="announce"),
    path("<slug:ref>/call-off/", planning.call_off, name="call_off"),
    path("<slug:ref>/guests/", team.guests, name="guests"),
    path("<slug:ref>/photos/", photos.photos, name="photos"),
    path("<slug:ref>/photos/notice/", photos.photo_notice, name="photo_notice"),
    path("<slug:ref>/report/", team.report, name="report"),
    path("<slug:ref>/sheet/", team.sheet, name="sheet"),
]
