"""Addresses of support."""

from django.urls import path

from folkmoot.awards.views.support import designing, giving, looking

app_name = "support"
urlpatterns = [
    path("", looking.mine, name="mine"),
    path("table.csv", looking.mine_csv, name="mine_csv"),
    path("new/<slug:slug>/", designing.new_package, name="new"),
    path("<str:ref>/", looking.package, name="package"),
    path("<str:ref>/versions/", looking.versions, name="versions"),
    path("<str:ref>/diagnosis/", designing.diagnosis, name="diagnosis"),
    path("<str:ref>/add/", designing.add, name="add"),
    path("<str:ref>/days/<uuid:key>/", designing.promise, name="promise"),
    path("<str:ref>/agree/", designing.agree, name="agree"),
    path("<str:ref>/revise/", designing.revise, name="revise"),
    path("<str:ref>/end/", designing.end, name="end"),
    path("<str:ref>/given/<uuid:key>/", giving.deliver, name="deliver"),
    path("<str:ref>/next/<uuid:key>/", giving.plan_next, name="plan_next"),
    path("<str:ref>/confirm/<uuid:key>/", giving.confirm, name="confirm"),
    path("<str:ref>/question/<uuid:key>/", giving.question, name="question"),
    path("<str:ref>/mend/<uuid:key>/", giving.mend, name="mend"),
    path("<str:ref>/take-back/<uuid:key>/", giving.take_back, name="take_back"),
    path("<str:ref>/rate/<uuid:key>/", giving.rate, name="rate"),
    path("<str:ref>/review/", giving.review, name="review"),
    path("<str:ref>/go-on/", giving.go_on, name="go_on"),
]
