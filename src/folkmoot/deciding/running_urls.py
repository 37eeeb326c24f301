"""Addresses of those who run a decision. None of them ever holds a code, a name or a choice."""

from django.urls import path

from folkmoot.deciding.views.running import (
    closing,
    counting,
    doubtful,
    helping,
    home,
    officers,
    opening,
    paper,
    preparing,
    roll,
)

RUN = "decisions/<slug:ref>/run/"
urlpatterns = [
    path("decisions/rules/explained/", home.rules_explained, name="rules_explained"),
    path("places/<slug:slug>/decisions/new/", preparing.new, name="new_decision"),
    path(RUN, home.home, name="run"),
    path(f"{RUN}settings/", preparing.settings, name="run_settings"),
    path(f"{RUN}options/", preparing.options, name="run_options"),
    path(f"{RUN}options/<int:number>/", preparing.option, name="run_option"),
    path(f"{RUN}options/<int:number>/remove/", preparing.remove_option, name="run_remove_option"),
    path(f"{RUN}options/<int:number>/move/", preparing.move_option, name="run_move_option"),
    path(f"{RUN}ballot-paper/", preparing.ballot_paper, name="run_ballot_paper"),
    path(f"{RUN}officers/", officers.officers, name="run_officers"),
    path(
        f"{RUN}officers/<uuid:officer>/remove/", officers.remove_officer, name="run_remove_officer"
    ),
    path(f"{RUN}passphrase/", officers.passphrase, name="run_passphrase"),
    path(f"{RUN}roll/", roll.roll, name="run_roll"),
    path(f"{RUN}roll/load/", roll.load, name="run_roll_load"),
    path(f"{RUN}roll/codes/", roll.make_codes, name="run_codes"),
    path(f"{RUN}roll/codes/<uuid:batch>/withdraw/", roll.withdraw, name="run_withdraw"),
    path(f"{RUN}roll/doubtful/", doubtful.doubtful, name="run_doubtful"),
    path(f"{RUN}open/", opening.open_it, name="run_open"),
    path(f"{RUN}close/", closing.close, name="run_close"),
    path(f"{RUN}longer/", closing.extend, name="run_longer"),
    path(f"{RUN}call-off/", opening.call_off, name="run_call_off"),
    path(f"{RUN}strike-out/", opening.strike_out, name="run_strike_out"),
    path(f"{RUN}help/", helping.find, name="run_help"),
    path(f"{RUN}help/take/", helping.take, name="run_take"),
    path(f"{RUN}help/claim/", helping.claim, name="run_claim"),
    path(f"{RUN}hall/", helping.hall, name="run_hall"),
    path(f"{RUN}hall/sheet/", helping.sheet, name="run_sheet"),
    path(f"{RUN}paper/", paper.paper, name="run_paper"),
    path(f"{RUN}paper/check-in/", paper.check_in, name="run_check_in"),
    path(f"{RUN}paper/number/", paper.number, name="run_number"),
    path(f"{RUN}paper/type/", paper.type_next, name="run_type"),
    path(f"{RUN}paper/<int:paper>/type/", paper.type_one, name="run_type_one"),
    path(f"{RUN}paper/<int:paper>/settle/", paper.settle_one, name="run_settle_paper"),
    path(f"{RUN}paper/reconcile/", paper.reconcile, name="run_reconcile"),
    path(f"{RUN}count/", counting.count, name="run_count"),
    path(f"{RUN}counting/", counting.counting, name="run_counting"),
    path(f"{RUN}counting/stop/", counting.stop, name="run_stop_count"),
    path(f"{RUN}counting/again/", counting.again, name="run_count_again"),
    path(f"{RUN}look/", counting.look, name="run_look"),
    path(f"{RUN}publish/", counting.publish, name="run_publish"),
]
