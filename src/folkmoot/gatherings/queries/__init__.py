"""Reading about gatherings."""

from folkmoot.gatherings.queries.guests import (
    GuestList,
    guest_by_secret,
    guest_list,
    numbers_of,
)
from folkmoot.gatherings.queries.lists import (
    DayPage,
    coming_in,
    coming_up,
    day_page,
    days_ahead,
    days_to_join,
    for_calendar,
    gatherings_in,
    next_everywhere,
    next_gatherings,
    over_in,
)
from folkmoot.gatherings.queries.photos import photos_of, shown_photos, team_photos
from folkmoot.gatherings.queries.watching import (
    everything_about,
    gatherings_to_remind_of,
    tasks_for,
)

__all__ = [
    "DayPage",
    "GuestList",
    "coming_in",
    "coming_up",
    "day_page",
    "days_ahead",
    "days_to_join",
    "everything_about",
    "for_calendar",
    "gatherings_in",
    "gatherings_to_remind_of",
    "guest_by_secret",
    "guest_list",
    "next_everywhere",
    "next_gatherings",
    "numbers_of",
    "over_in",
    "photos_of",
    "shown_photos",
    "tasks_for",
    "team_photos",
]
