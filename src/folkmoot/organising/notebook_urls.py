"""Addresses of the notebook on a phone. Its page is above what it is made of, so as to hold it."""

from django.urls import path

from folkmoot.organising.views import arriving, notebook

urlpatterns = [
    path("in/<slug:slug>/notebook/", notebook.notebook, name="notebook"),
    path("in/<slug:slug>/notebook/worker.js", notebook.worker, name="notebook_worker"),
    path("in/<slug:slug>/notebook/manifest/", notebook.manifest, name="notebook_manifest"),
    path("in/<slug:slug>/notebook/ready/", arriving.ready, name="notebook_ready"),
    path("in/<slug:slug>/notebook-key/", notebook.notebook_key, name="notebook_key"),
    path("in/<slug:slug>/notes/", arriving.notes, name="notes"),
    path("in/<slug:slug>/notes/open/", arriving.open_note, name="open_note"),
]
