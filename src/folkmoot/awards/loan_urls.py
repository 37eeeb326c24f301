"""Addresses of loans."""

from django.urls import path

from folkmoot.awards.views.loans import agreeing, money

app_name = "loans"
urlpatterns = [
    path("", agreeing.loans, name="loans"),
    path("new/", agreeing.new_loan, name="new"),
    path("money/<str:ref>/approve/", money.approve, name="approve"),
    path("money/<str:ref>/refuse/", money.say_no, name="refuse"),
    path("money/<str:ref>/hand-over/", money.hand_over, name="hand_over"),
    path("<str:ref>/", agreeing.loan, name="loan"),
    path("<str:ref>/account.csv", agreeing.account_csv, name="account_csv"),
    path("<str:ref>/sign/", agreeing.sign, name="sign"),
    path("<str:ref>/countersign/", agreeing.countersign, name="countersign"),
    path("<str:ref>/decline/", agreeing.decline, name="decline"),
    path("<str:ref>/plan/", agreeing.new_plan, name="new_plan"),
    path("<str:ref>/plan/take-back/", agreeing.take_back_plan, name="take_back_plan"),
    path("<str:ref>/plan/agree/", agreeing.agree_plan, name="agree_plan"),
    path("<str:ref>/write-off/ask/", agreeing.ask_write_off, name="ask_write_off"),
    path("<str:ref>/write-off/", agreeing.write_off, name="write_off"),
    path("<str:ref>/ask/", money.ask, name="ask"),
    path("<str:ref>/came-back/", money.came_back, name="came_back"),
]
