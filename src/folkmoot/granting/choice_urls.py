"""Addresses of choices: strengths, aims, what is recommended, decided, told and published."""

from django.urls import path

from folkmoot.granting.views import choosing, deciding, recommending

app_name = "choices"
urlpatterns = [
    path("of/<uuid:pk>/", choosing.choice_of, name="choice_of"),
    path("find/<uuid:pk>/", choosing.find_strengths, name="find_strengths"),
    path("letters/<uuid:pk>/", deciding.letter, name="letter"),
    path("<slug:ref>/", choosing.choice, name="choice"),
    path("<slug:ref>/strengths/", choosing.strengths, name="strengths"),
    path("<slug:ref>/ask/", choosing.ask, name="ask"),
    path("<slug:ref>/aims/", choosing.aim, name="aim"),
    path("<slug:ref>/aims/<uuid:key>/drop/", choosing.drop_aim, name="drop_aim"),
    path("<slug:ref>/traits/<slug:key>/", choosing.traits, name="traits"),
    path("<slug:ref>/draw/", choosing.draw, name="draw"),
    path("<slug:ref>/reasons/", recommending.reasons, name="reasons"),
    path("<slug:ref>/rival/", recommending.rival, name="rival"),
    path("<slug:ref>/recommend/", recommending.recommend, name="recommend"),
    path("<slug:ref>/again/", recommending.look_again, name="look_again"),
    path("<slug:ref>/decision/", deciding.decision, name="decision"),
    path("<slug:ref>/answer/", deciding.answer_for, name="answer_for"),
    path("<slug:ref>/minutes/", deciding.settle, name="settle"),
    path("<slug:ref>/letters/", deciding.letters, name="letters"),
    path("<slug:ref>/letters/send/", deciding.send, name="send_letters"),
    path("<slug:ref>/letters/stop/", deciding.stop, name="stop_letters"),
    path("<slug:ref>/letters/on/", deciding.go_on, name="go_on_letters"),
    path("<slug:ref>/publish/", deciding.publish, name="publish"),
    path("<slug:ref>/reserve/end/", deciding.end_reserve, name="end_reserve"),
    path("<slug:ref>/reserve/<uuid:key>/", deciding.call_up, name="call_up"),
    path("<slug:ref>/chosen/", deciding.chosen, name="chosen"),
]
