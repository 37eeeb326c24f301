"""Addresses of the ideas room."""

from django.urls import path

from folkmoot.ideas.views import (
    calls,
    joining,
    letters,
    mergers,
    mine,
    officers,
    private_links,
    public,
    putting,
    reaching,
    team,
)

app_name = "ideas"
urlpatterns = [
    path("", public.proposals, name="proposals"),
    path("queue/", officers.queue, name="queue"),
    # of a place
    path("in/<slug:slug>/", public.in_place, name="place"),
    path("in/<slug:slug>/put/", putting.put, name="put"),
    path("in/<slug:slug>/paper/", putting.paper, name="paper"),
    path("in/<slug:slug>/welcome/", team.welcome, name="welcome"),
    path("in/<slug:slug>/looks/", team.looks, name="looks"),
    path("in/<slug:slug>/letters/", letters.letters, name="letters"),
    path("in/<slug:slug>/letters/print/", letters.print_letters, name="print_letters"),
    path("in/<slug:slug>/letters/printed/", letters.printed, name="printed"),
    path("in/<slug:slug>/letters/<uuid:letter>/", letters.print_again, name="print_again"),
    path("in/<slug:slug>/calls/", calls.calls, name="calls"),
    path("in/<slug:slug>/calls/<uuid:message>/", calls.call, name="call"),
    # an author's own
    path("mine/", mine.mine, name="mine"),
    path("mine/finish/", private_links.finish, name="finish"),
    path("mine/<slug:ref>/", mine.own, name="own"),
    path("mine/<slug:ref>/receipt/", private_links.receipt, name="receipt"),
    path("mine/<slug:ref>/change/", mine.change, name="change"),
    path("mine/<slug:ref>/withdraw/", mine.withdraw, name="withdraw"),
    path("mine/<slug:ref>/invite/", mine.invite, name="invite"),
    path("mine/<slug:ref>/link/", private_links.renew, name="renew"),
    path("mine/<slug:ref>/reach/", reaching.own_reach, name="own_reach"),
    path("mine/<slug:ref>/name/", mine.name, name="name"),
    path("mine/<slug:ref>/leave/", mine.leave, name="leave"),
    path("mine/<slug:ref>/again/", mine.again, name="again"),
    path("mine/<slug:ref>/forget/", mine.forget, name="forget"),
    path("mine/<slug:ref>/merger/", mine.merger, name="own_merger"),
    # links from letters and e-mails
    path("link/<str:secret>/", private_links.link, name="link"),
    path("asked/<str:secret>/", joining.asked, name="asked"),
    path("confirm/<str:token>/", joining.confirm, name="confirm"),
    path("news/<str:token>/stop/", joining.stop_news, name="stop_news"),
    # mergers
    path("mergers/<uuid:pk>/", mergers.merger, name="merger"),
    path("mergers/<uuid:pk>/paper/", mergers.consent_on_paper, name="merger_paper"),
    path("mergers/<uuid:pk>/call-off/", mergers.call_off, name="merger_off"),
    # a proposal
    path("<slug:ref>/", public.proposal, name="proposal"),
    path("<slug:ref>/versions/<int:number>/", public.version, name="version"),
    path("<slug:ref>/support/", joining.support, name="support"),
    path("<slug:ref>/support/end/", joining.end_support, name="end_support"),
    path("<slug:ref>/report/", joining.report, name="report"),
    path("<slug:ref>/lost-link/", private_links.lost_link, name="lost_link"),
    path("<slug:ref>/authors/", team.paper_author, name="paper_author"),
    path("<slug:ref>/reach/", reaching.reach, name="reach"),
    path("<slug:ref>/assign/", officers.assign, name="assign"),
    path("<slug:ref>/assess/", officers.assess, name="assess"),
    path("<slug:ref>/declare/", officers.declare, name="declare"),
    path("<slug:ref>/note/", officers.note, name="note"),
    path("<slug:ref>/merge/", mergers.suggest, name="merge"),
    path("<slug:ref>/decision/", team.put_to_decision, name="put_to_decision"),
    path("<slug:ref>/decision/out/", team.take_out, name="take_out"),
    path("<slug:ref>/show/", team.show, name="show"),
    path("<slug:ref>/take-down/", team.take_down, name="take_down"),
    path("<slug:ref>/reports/<uuid:number>/", team.leave_standing, name="leave_standing"),
]
