"""Addresses of what people said is about: themes, codings, breadth, what we heard."""

from django.urls import path

from folkmoot.organising.views import agreement, breadth, coding, heard, themes

urlpatterns = [
    path("in/<slug:slug>/themes/", themes.code_book, name="code_book"),
    path("in/<slug:slug>/themes/new/", themes.add_theme, name="add_theme"),
    path("themes/<uuid:pk>/", themes.change_theme, name="change_theme"),
    path("themes/<uuid:pk>/retire/", themes.retire_theme, name="retire_theme"),
    path("themes/<uuid:pk>/reopen/", themes.reopen_theme, name="reopen_theme"),
    path("rounds/<slug:ref>/coding/", coding.coding_table, name="coding"),
    path("conversations/<uuid:pk>/code/", coding.code, name="code"),
    path("codings/<uuid:pk>/undo/", coding.undo, name="undo_coding"),
    path("rounds/<slug:ref>/agreement/", agreement.agreement, name="agreement"),
    path("conversations/<uuid:pk>/settle/", agreement.settle, name="settle"),
    path("rounds/<slug:ref>/breadth/", breadth.breadth, name="breadth"),
    path("rounds/<slug:ref>/breadth.csv", breadth.breadth_file, name="breadth_file"),
    path("rounds/<slug:ref>/heard/", heard.prepare, name="prepare_heard"),
    path("heard/<slug:ref>/", heard.heard, name="heard"),
    path("heard/<slug:ref>/themes.csv", breadth.heard_file, name="heard_file"),
    path("heard/<slug:ref>/frozen.json", heard.frozen, name="heard_frozen"),
    path("heard/<slug:ref>/quotes/", heard.quotes, name="quotes"),
    path("heard/<slug:ref>/release/", heard.release, name="release_heard"),
    path("heard/<slug:ref>/take-back/", heard.take_back, name="take_back_heard"),
    path("quotes/<uuid:pk>/remove/", heard.unquote, name="unquote"),
]
