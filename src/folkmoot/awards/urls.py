"""Addresses of the awards room."""

from django.urls import path

from folkmoot.awards.views import awards, open_data, payments, signing

app_name = "awards"
urlpatterns = [
    path("", awards.awards, name="awards"),
    path("new/", awards.new_award, name="new"),
    path("open/grants.json", open_data.grants_json, name="grants_json"),
    path("open/grants.csv", open_data.grants_csv, name="grants_csv"),
    path("payments/<str:ref>/", payments.payment, name="payment"),
    path("payments/<str:ref>/reach/", payments.reach, name="reach"),
    path("payments/<str:ref>/request/", payments.request_payment, name="request"),
    path("payments/<str:ref>/certify/", payments.certify, name="certify"),
    path("payments/<str:ref>/approve/", payments.approve, name="approve"),
    path("payments/<str:ref>/pay/", payments.pay, name="pay"),
    path("payments/<str:ref>/send-back/", payments.send_back, name="send_back"),
    path("payments/<str:ref>/hold/", payments.hold, name="hold"),
    path("payments/<str:ref>/release/", payments.release, name="release"),
    path("payments/<str:ref>/bring-back/", payments.bring_back, name="bring_back"),
    path("payments/<str:ref>/cancel/", payments.cancel, name="cancel"),
    path("<str:ref>/", awards.award, name="award"),
    path("<str:ref>/budget/", awards.budget, name="budget"),
    path("<str:ref>/checks/", awards.start_checks, name="start_checks"),
    path("<str:ref>/checks/<uuid:key>/", awards.find, name="find"),
    path("<str:ref>/checks/<uuid:key>/agree/", awards.agree_check, name="agree_check"),
    path("<str:ref>/conditions/", awards.add_condition, name="add_condition"),
    path("<str:ref>/conditions/<uuid:key>/", awards.meet_condition, name="meet_condition"),
    path("<str:ref>/offer/", awards.offer, name="offer"),
    path("<str:ref>/withdraw/", awards.withdraw_offer, name="withdraw_offer"),
    path("<str:ref>/lapse/", awards.lapse, name="lapse"),
    path("<str:ref>/sign/", signing.sign, name="sign"),
    path("<str:ref>/countersign/", signing.countersign, name="countersign"),
    path("<str:ref>/decline/", signing.decline, name="decline"),
    path("<str:ref>/return/", signing.return_signature, name="return_signature"),
    path("<str:ref>/suspend/", signing.suspend, name="suspend"),
    path("<str:ref>/resume/", signing.resume, name="resume"),
    path("<str:ref>/terminate/", signing.terminate, name="terminate"),
    path("<str:ref>/end/", signing.end, name="end"),
    path("<str:ref>/reconcile/", signing.reconcile, name="reconcile"),
    path("<str:ref>/given-back/", signing.take_back, name="take_back"),
    path("<str:ref>/sustain/", signing.sustain, name="sustain"),
    path("<str:ref>/close/", signing.close, name="close"),
    path("<str:ref>/payments/", payments.schedule, name="schedule"),
]
