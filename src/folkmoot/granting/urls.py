"""Addresses of applications."""

from django.urls import path

from folkmoot.granting.views import behind, handling, more, public, writing

app_name = "granting"
urlpatterns = [
    path("", public.mine, name="mine"),
    path("partner/<slug:secret>/", behind.partner_link, name="partner_link"),
    path("council/<slug:secret>/", behind.council_link, name="council_link"),
    path("<slug:ref>/", writing.application, name="application"),
    path("<slug:ref>/part/<int:number>/", writing.part, name="part"),
    path("<slug:ref>/document/", writing.document, name="document"),
    path("<slug:ref>/back/", writing.back, name="back"),
    path("<slug:ref>/file/<uuid:key>/", writing.file, name="file"),
    path("<slug:ref>/details/", writing.details, name="details"),
    path("<slug:ref>/hand-in/", writing.hand_in, name="hand_in"),
    path("<slug:ref>/withdraw/", writing.withdraw, name="withdraw"),
    path("<slug:ref>/team/", behind.team, name="team"),
    path("<slug:ref>/team/<uuid:held>/", behind.end_colleague, name="end_colleague"),
    path("<slug:ref>/partners/", behind.partners, name="partners"),
    path("<slug:ref>/partners/<uuid:partner>/ask/", behind.ask_partner, name="ask_partner"),
    path("<slug:ref>/partners/<uuid:partner>/drop/", behind.drop_partner, name="drop_partner"),
    path(
        "<slug:ref>/partners/<uuid:partner>/answer/", behind.answer_partner, name="answer_partner"
    ),
    path("<slug:ref>/council/", behind.council, name="council"),
    path("<slug:ref>/council/again/", behind.council_again, name="council_again"),
    path("<slug:ref>/more/", more.more, name="more"),
    path("<slug:ref>/more/hand-in/", more.hand_in_again, name="hand_in_again"),
    path("<slug:ref>/fits/", handling.fits, name="fits"),
    path("<slug:ref>/unfit/", handling.unfit, name="unfit"),
    path("<slug:ref>/again/", handling.again, name="again"),
    path("<slug:ref>/ask/", handling.ask_more, name="ask_more"),
]
