"""Addresses of small grants."""

from django.urls import path

from folkmoot.awards.views.small import money, own, panel, public, shared, team

app_name = "small_grants"
urlpatterns = [
    path("", public.funds, name="funds"),
    path("new/<slug:slug>/", team.new_fund, name="new_fund"),
    path("mine/<str:secret>/", own.own, name="own"),
    path("mine/<str:secret>/paid-to/", own.payee, name="own_payee"),
    path("mine/<str:secret>/story/", own.story, name="own_story"),
    path("mine/<str:secret>/withdraw/", own.withdraw, name="withdraw"),
    path("mine/<str:secret>/forget/", own.forget, name="forget"),
    path("ideas/<str:ref>/", public.grant, name="grant"),
    path("ideas/<str:ref>/say/", panel.say, name="say"),
    path("ideas/<str:ref>/decide/", money.decide, name="decide"),
    path("ideas/<str:ref>/paid-to/", money.payee, name="payee"),
    path("ideas/<str:ref>/ready/", money.ready, name="ready"),
    path("ideas/<str:ref>/send-back/", money.send_back, name="send_back"),
    path("ideas/<str:ref>/pay/", money.pay, name="pay"),
    path("ideas/<str:ref>/tell/", money.tell, name="tell"),
    path("ideas/<str:ref>/returned/", money.returned, name="returned"),
    path("ideas/<str:ref>/finish/", money.finish, name="finish"),
    path("shared/new/<str:ref>/", shared.new, name="new_shared"),
    path("shared/<str:ref>/", shared.shared, name="shared"),
    path("shared/<str:ref>/places/", shared.give, name="shared_give"),
    path("shared/<str:ref>/places/<uuid:key>/", shared.part, name="shared_part"),
    path("shared/<str:ref>/money/", shared.whole, name="shared_whole"),
    path("<str:ref>/", public.fund, name="fund"),
    path("<str:ref>/apply/", public.apply, name="apply"),
    path("<str:ref>/paper/", team.paper, name="paper"),
    path("<str:ref>/waiting/", team.queue, name="queue"),
    path("<str:ref>/panel/", team.panel, name="panel"),
    path("<str:ref>/panel/<uuid:key>/end/", team.end_panellist, name="end_panellist"),
    path("<str:ref>/money/", team.set_money, name="set_money"),
    path("<str:ref>/close/", team.close_fund, name="close_fund"),
]
