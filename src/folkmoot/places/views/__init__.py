"""Places, over the web: translate, call one action, answer."""

from folkmoot.places.views.changing import draw, edit, new, set_colour
from folkmoot.places.views.files import boundary, colour_sheet
from folkmoot.places.views.looking import about, places
from folkmoot.places.views.team import end, team

__all__ = [
    "about",
    "boundary",
    "colour_sheet",
    "draw",
    "edit",
    "end",
    "new",
    "places",
    "set_colour",
    "team",
]
