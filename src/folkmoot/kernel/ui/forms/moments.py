"""Days and moments in boxes one can type into: no picker to fight with."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from folkmoot.kernel.ui.words import clock_time, listed
from folkmoot.kernel.ui.words import day as in_words

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Nobody here speaks of other years, and near the ends of the calendar one cannot add a day.
FIRST_YEAR, LAST_YEAR = 1000, 2999
DAY_EXAMPLE = "27 3 2027"


class Boxes(forms.MultiWidget):
    """Several small boxes that make up one answer."""

    boxes: tuple[str, ...] = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in self.boxes}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """What goes into each box for a kept answer."""
        raise NotImplementedError


class DateBoxes(Boxes):
    """Day, month, year."""

    boxes = ("day", "month", "year")

    def decompress(self, value: date | None) -> list[str]:
        """A kept day as three figures."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class MomentBoxes(Boxes):
    """Day, month, year, time."""

    boxes = ("day", "month", "year", "time")

    def decompress(self, value: datetime | None) -> list[str]:
        """A kept moment as three figures and a time, on our own clock."""
        if not value:
            return ["", "", "", ""]
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [*DateBoxes().decompress(local.date()), clock_time(local.time())]


class BoxesField(forms.Field):
    """A field answered in several boxes: all of them, or, when it may be, none."""

    widget: Any = Boxes

    def to_python(self, value: Any) -> Any:
        """The answer, or None when every box is empty."""
        if not isinstance(value, list | tuple):
            return value or None
        typed = [str(part or "").strip() for part in value]
        if not any(typed):
            return None
        missing = [name for name, part in zip(self.widget.boxes, typed, strict=True) if not part]
        if missing:
            raise ValidationError(f"Add the {listed(missing)}.", "incomplete")
        return self.made_of(typed)

    def made_of(self, typed: Sequence[str]) -> Any:
        """The answer made of what stands in the boxes."""
        raise NotImplementedError


class DateField(BoxesField):
    """A day, typed as day, month and year; the month may be a word."""

    widget = DateBoxes

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("help_text", f"For example, {DAY_EXAMPLE}.")
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def made_of(self, typed: Sequence[str]) -> date:
        """The day."""
        return read_day(*typed[:3])

    def validate(self, value: Any) -> None:
        """Hold the limits."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise ValidationError(f"Choose {in_words(self.earliest)} or a later day.", "min_value")
        if value and self.latest and value > self.latest:
            raise ValidationError(f"Choose {in_words(self.latest)} or an earlier day.", "max_value")


class MomentField(BoxesField):
    """A day and a time, on the clock of where we are."""

    widget = MomentBoxes

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"For example, {DAY_EXAMPLE} at 7:30 pm.")
        super().__init__(**kwargs)

    def made_of(self, typed: Sequence[str]) -> datetime:
        """The moment; an hour the clocks skip is refused."""
        on, at = read_day(*typed[:3]), read_time(typed[3])
        zone = timezone.get_current_timezone()
        moment = datetime.combine(on, at, tzinfo=zone)
        if moment.astimezone(UTC).astimezone(zone).time() != at:
            raise ValidationError(
                "Choose another time: the clocks go forward that night, and skip this hour.",
                "invalid",
            )
        return moment


def whole_days(
    first: date | None, last: date | None, *, today: date
) -> tuple[datetime | None, datetime | None]:
    """Days as moments: the first minute of one, the last of the other. From today is from now."""
    zone = timezone.get_current_timezone()
    starts = datetime.combine(first, time.min, tzinfo=zone) if first and first > today else None
    after = last + timedelta(days=1) if last else None
    return starts, datetime.combine(after, time.min, tzinfo=zone) if after else None


def read_day(day: str, month: str, year: str) -> date:
    """The day in three boxes, or what to mend."""
    if not re.fullmatch(r"\d{4}", year, re.ASCII):
        raise ValidationError("Write the year with four figures, such as 2027.", "invalid")
    named = month[:3].lower()
    number = str(MONTHS.index(named) + 1) if named in MONTHS else month
    if not re.fullmatch(r"\d{1,2}", number, re.ASCII):
        raise ValidationError("Write the month as a number from 1 to 12, or as a word.", "invalid")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValidationError(f"Write a year from {FIRST_YEAR} to {LAST_YEAR}.", "invalid")
    try:
        if not re.fullmatch(r"\d{1,2}", day, re.ASCII):
            raise ValueError
        return date(int(year), int(number), int(day))
    except ValueError:
        raise ValidationError(
            f"Write a day that is in the calendar, such as {DAY_EXAMPLE}.", "invalid"
        ) from None


def read_time(text: str) -> time:
    """A time of day as people write it, or what to mend.

    >>> [str(read_time(said)) for said in ("7 pm", "19:30", "7.30PM", "12 am", "noon", "9")]
    ['19:00:00', '19:30:00', '19:30:00', '00:00:00', '12:00:00', '09:00:00']
    """
    plain = (
        text.lower().replace(" ", "").replace(".", ":").replace("a:m:", "am").replace("p:m:", "pm")
    )
    plain = {"noon": "12pm", "midday": "12pm", "midnight": "12am"}.get(plain, plain)
    found = re.fullmatch(r"(\d{1,2})(?::?(\d{2}))?(am|pm)?", plain, re.ASCII)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 99
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ValidationError("Write the time such as 7:30 pm or 19:30.", "invalid")
