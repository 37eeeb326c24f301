"""Addresses of what comes of listening: concerns, people named, the network, agreements."""

from django.urls import path

from folkmoot.organising.views import agreements, because, concerns, naming, partnerships

urlpatterns = [
    path("in/<slug:slug>/safety/", concerns.safety, name="safety"),
    path("in/<slug:slug>/safety/change/", concerns.whom_to_call, name="whom_to_call"),
    path("in/<slug:slug>/concerns/", concerns.concerns, name="concerns"),
    path("conversations/<uuid:pk>/concern/", concerns.move, name="move_to_concern"),
    path("concerns/<uuid:pk>/", concerns.concern, name="concern"),
    path("concerns/<uuid:pk>/read/", concerns.read, name="read_concern"),
    path("in/<slug:slug>/connectors/", naming.connectors, name="connectors"),
    path("conversations/<uuid:pk>/names/", naming.names, name="names"),
    path("named/<uuid:pk>/", naming.named, name="named"),
    path("named/<uuid:pk>/same/", naming.same, name="named_same"),
    path("named/<uuid:pk>/apart/", naming.apart, name="named_apart"),
    path("named/<uuid:pk>/met/", naming.met, name="named_met"),
    path("named/<uuid:pk>/forget/", naming.forget, name="named_forget"),
    path("in/<slug:slug>/partnerships/", partnerships.partnerships, name="partnerships"),
    path("in/<slug:slug>/partnerships/ask/", partnerships.ask_partners, name="ask_partners"),
    path("partnerships/<uuid:pk>/", partnerships.partnership, name="partnership"),
    path("partnerships/<uuid:pk>/close/", partnerships.close, name="close_partnership"),
    path("partners/<uuid:pk>/", partnerships.partner, name="partner"),
    path("in/<slug:slug>/agreements/", agreements.agreements, name="agreements"),
    path("in/<slug:slug>/agreements/new/", agreements.new_agreement, name="new_agreement"),
    path("agreements/<slug:ref>/", agreements.agreement, name="one_agreement"),
    path("agreements/<slug:ref>/party/", agreements.add_party, name="add_party"),
    path("agreements/<slug:ref>/party/<uuid:party>/off/", agreements.drop_party, name="drop_party"),
    path("agreements/<slug:ref>/promise/", agreements.undertake, name="undertake"),
    path("agreements/<slug:ref>/agree/", agreements.agree, name="agree"),
    path("agreements/<slug:ref>/renew/", agreements.renew, name="renew"),
    path("undertakings/<uuid:pk>/", agreements.undertaking, name="undertaking"),
    path("undertakings/<uuid:pk>/off/", agreements.drop_undertaking, name="drop_undertaking"),
    path("in/<slug:slug>/journey/<str:kind>/<uuid:key>/", because.journey, name="journey"),
    path("in/<slug:slug>/because/<str:kind>/<uuid:key>/", because.because, name="because"),
    path("in/<slug:slug>/came/<str:kind>/<uuid:key>/", because.came_of, name="came_of"),
    path("because/<uuid:pk>/not-so/", because.unlink, name="unlink"),
    path("people/<uuid:pk>/journey/", because.neighbour_journey, name="neighbour_journey"),
]
