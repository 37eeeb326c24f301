"""Questions to the database whose SQL is put together once, and then asked with other values.

Django puts the SQL of a queryset together anew each time it is asked, which takes ten times as
long as the answer where there is little to find. A page that looks into every room for what waits
on one person asks twenty such questions, so they are prepared: put together the first time, with
stand-ins for what is given, and from then on only the values are exchanged.

    @prepared
    def _out_too_long(places: Keys, at: datetime) -> QuerySet[Outing]:
        return Outing.objects.filter(place__in=places, back_by_at__lte=at)

    for outing in _out_too_long(keys_of(here), at): ...

What such a function is given are keys, words, tuples of them, moments, days; and whatever it
asks with must be what it was given. It is put together with two sets of stand-ins, and where an
answer would depend on a value worked out from them (`at - A_WEEK`) it is refused: hand that in.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Keys = tuple[UUID, ...]
P = ParamSpec("P")
Row = TypeVar("Row")
Slot = tuple[int, int]  # which of the values given, and which of its keys
MOST_KEYS = 16  # each number of keys is another text; longer lists are asked the usual way
FIRST_KEY = 0xF01C_0000_0000_0000_0000_0000_0000_0000
FIRST_DAY = datetime(1801, 1, 1, 0, 0, 0, 1, tzinfo=UTC)


def keys_of(rows: Iterable[Any]) -> Keys:
    """The keys of some rows, to ask with."""
    return tuple(each.pk for each in rows)


@dataclass(frozen=True, slots=True)
class _Ready:
    """SQL that is put together, and where in it the values go."""

    asked: QuerySet[Any, Any]
    compiler: Any
    sql: str
    values: tuple[Any, ...]
    slots: tuple[tuple[int, Slot], ...]

    def rows(self, given: Sequence[Any]) -> list[Any]:
        """The answer, with these values in their places."""
        values = list(self.values)
        sent = _sent(given)
        for at, slot in self.slots:
            values[at] = sent[slot]
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # each thread has its own
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(values))
        asked = self.asked.all()
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(asked)


class Prepared(Generic[P, Row]):
    """A question that is put together once for each shape of what is given."""

    def __init__(self, ask: Callable[P, QuerySet[Any, Row]]) -> None:
        self._ask = ask
        self._ready: dict[Hashable, _Ready] = {}
        update_wrapper(self, ask)

    def __call__(self, *given: P.args, **_: P.kwargs) -> list[Row]:
        """The answer, as a list."""
        shape = tuple(map(_shape, given))
        if any(isinstance(each, tuple) and len(each) > MOST_KEYS for each in given):
            return list(self._ask(*given))  # type: ignore[call-arg]
        ready = self._ready.get(shape)
        if ready is None:
            try:
                ready = self._ready[shape] = self._put_together(given)
            except EmptyResultSet:
                return []
        return cast("list[Row]", ready.rows(given))

    def _put_together(self, given: Sequence[Any]) -> _Ready:
        first, second = _stand_ins(given, 0), _stand_ins(given, 1)
        asked = self._ask(*first)  # type: ignore[call-arg]
        compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, values = compiler.as_sql()
        again = self._ask(*second)  # type: ignore[call-arg]
        same, others = again.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
        slots = _slots(values, _sent(first)), _slots(others, _sent(second))
        fixed = [at for at in range(len(values)) if at not in slots[0]]
        alike = all(_bare(values[at]) == _bare(others[at]) for at in fixed)
        if sql != same or slots[0] != slots[1] or not alike:
            raise TypeError(f"{self._ask.__qualname__} asks with what it works out: hand that in.")
        return _Ready(asked, compiler, sql, tuple(values), tuple(slots[0].items()))


def prepared(ask: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """Have the SQL of the queryset that a function makes put together once."""
    return Prepared(ask)


def _shape(value: Any) -> Hashable:
    """What of a value makes another text of the question.

    Raises:
        TypeError: a value for which nothing can stand in.
    """
    if isinstance(value, tuple):
        return len(value)
    if isinstance(value, UUID | str | date):
        return type(value).__name__
    raise TypeError(f"Nothing can stand in for {type(value).__name__}: give keys, moments, days.")


def _stand_ins(given: Sequence[Any], turn: int) -> list[Any]:
    """Values of the same kinds that nobody asks with, each another; no two turns share one."""
    taken = turn * 1000

    def next_one(value: Any) -> Any:
        nonlocal taken
        taken += 1
        if isinstance(value, tuple):
            return tuple(map(next_one, value))
        if isinstance(value, UUID):
            return UUID(int=FIRST_KEY + taken)
        if isinstance(value, str):
            return f"stand-in {taken}"
        moment = FIRST_DAY + timedelta(days=taken)
        if isinstance(value, datetime):
            return moment
        return moment.date()

    return [next_one(each) for each in given]


def _sent(given: Sequence[Any]) -> dict[Slot, Any]:
    """Each value as it goes to this database."""
    return {
        (at, turn): _as_sent(one)
        for at, value in enumerate(given)
        for turn, one in enumerate(value if isinstance(value, tuple) else (value,))
    }


def _as_sent(value: Any) -> Any:
    talk = connections[DEFAULT_DB_ALIAS]
    if isinstance(value, UUID):
        return value if talk.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return talk.ops.adapt_datetimefield_value(value)
    if isinstance(value, str):
        return value
    return talk.ops.adapt_datefield_value(value)


def _bare(value: Any) -> Any:
    """A value without the wrapping in which a driver is handed bytes: two of those never equal."""
    return getattr(value, "obj", value)


def _slots(values: Sequence[Any], sent: dict[Slot, Any]) -> dict[int, Slot]:
    """Where in the values of a question those that were given stand."""
    found = {one: slot for slot, one in sent.items()}
    return {
        at: found[value]
        for at, value in enumerate(values)
        if isinstance(value, Hashable) and value in found
    }
