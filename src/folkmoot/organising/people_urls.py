"""Addresses of the people a team has met, and of their own pages."""

from django.urls import path

from folkmoot.organising.views import cards, gifts, neighbours, own_answers, steps, vocabulary

urlpatterns = [
    path("conversations/<uuid:pk>/who/", neighbours.who, name="who"),
    path("conversations/<uuid:pk>/who/new/", neighbours.meet_speaker, name="meet_speaker"),
    path("conversations/<uuid:pk>/who/<uuid:neighbour>/away/", neighbours.away, name="away"),
    path("in/<slug:slug>/people/", neighbours.neighbours, name="neighbours"),
    path("in/<slug:slug>/people/new/", neighbours.meet, name="meet"),
    path("in/<slug:slug>/name/", own_answers.voice, name="voice"),
    path("people/<uuid:pk>/", neighbours.neighbour, name="neighbour"),
    path("people/<uuid:pk>/change/", neighbours.change, name="change_neighbour"),
    path("people/<uuid:pk>/answer/", neighbours.answer, name="answer"),
    path("people/<uuid:pk>/answers/<uuid:consent>/back/", neighbours.take_back, name="take_back"),
    path("people/<uuid:pk>/card/", cards.make, name="make_card"),
    path("people/<uuid:pk>/card/end/", cards.end, name="end_cards"),
    path("people/<uuid:pk>/gift/", gifts.add_gift, name="add_gift"),
    path("gifts/<uuid:pk>/end/", gifts.end_gift, name="end_gift"),
    path("people/<uuid:pk>/wish/", gifts.add_wish, name="add_wish"),
    path("people/<uuid:pk>/wishes/<uuid:wish>/end/", gifts.end_wish, name="end_wish"),
    path("people/<uuid:pk>/step/", steps.add_step, name="add_step"),
    path("people/<uuid:pk>/sees/", steps.sees, name="sees"),
    path("steps/<uuid:pk>/out/", steps.take_out, name="take_step_out"),
    path("in/<slug:slug>/needed/", gifts.opportunities, name="opportunities"),
    path("in/<slug:slug>/needed/new/", gifts.new_opportunity, name="new_opportunity"),
    path("needed/<uuid:pk>/", gifts.opportunity, name="opportunity"),
    path("needed/<uuid:pk>/end/", gifts.end_opportunity, name="end_opportunity"),
    path("needed/<uuid:pk>/ask/<uuid:neighbour>/", gifts.ask, name="ask"),
    path("asks/<uuid:pk>/answer/", gifts.answer_ask, name="answer_ask"),
    path("asks/<uuid:pk>/confirm/", gifts.confirm, name="confirm"),
    path("asks/<uuid:pk>/thank/", gifts.thank, name="thank"),
    path("words/", vocabulary.vocabulary, name="vocabulary"),
    path("words/begin/", vocabulary.begin_vocabulary, name="begin_vocabulary"),
    path("words/<uuid:key>/end/", vocabulary.end_tag, name="end_tag"),
    path("people/<uuid:pk>/forget/", neighbours.forget, name="forget_neighbour"),
]
