"""The front door: each room keeps its own addresses."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = [  # being built: final form will be plain include() lines
    ("", "folkmoot.kernel.ui.urls"),
    ("", "folkmoot.people.urls"),
    ("", "folkmoot.people.sign_in_urls"),
    ("places/", "folkmoot.places.urls"),
    ("ideas/", "folkmoot.ideas.urls"),
    ("", "folkmoot.deciding.urls"),
    ("", "folkmoot.site.urls"),
    ("demo/", "folkmoot.site.demo_urls"),
]
urlpatterns = [path(prefix, include(name)) for prefix, name in ROOMS if find_spec(name)]
