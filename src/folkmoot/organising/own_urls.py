"""Addresses of somebody's own page, opened with a card and without an account."""

from django.urls import path

from folkmoot.organising.views import own, own_answers, own_wishes, stopping

app_name = "own"
urlpatterns = [
    path("", own.claim, name="claim"),
    path("page/", own.page, name="page"),
    path("change/", own.change, name="change"),
    path("answers/", own_answers.answers, name="answers"),
    path("answers/<uuid:pk>/back/", own.back, name="back"),
    path("words/<uuid:pk>/away/", own.away, name="away"),
    path("words/<uuid:pk>/gone/", own.words_gone, name="words_gone"),
    path("gifts/<uuid:pk>/asking/", own.asking, name="asking"),
    path("gifts/<uuid:pk>/end/", own.end_gift, name="end_gift"),
    path("wishes/<uuid:pk>/asking/", own_wishes.asking, name="wish_asking"),
    path("wishes/<uuid:pk>/end/", own_wishes.end_wish, name="end_wish"),
    path("steps/<uuid:pk>/out/", own.step_out, name="step_out"),
    path("asks/<uuid:pk>/answer/", own.answer_ask, name="answer_ask"),
    path("asks/<uuid:pk>/done/", own.done, name="done"),
    path("stop/<str:token>/", stopping.stop, name="stop"),
    path("data.json", own.data, name="data"),
    path("data.txt", own.data_to_read, name="data_to_read"),
    path("forget/", own.forget, name="forget"),
    path("close/", own.close, name="close"),
]
