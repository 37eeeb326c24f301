"""Which function does which kind of work. Rooms say so in their `tasks.py`, as upper rooms may."""

from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

from folkmoot.kernel.jobs.running import Running

Doer = Callable[[Running], None]
_doers: dict[str, Doer] = {}


def does(kind: str) -> Callable[[Doer], Doer]:
    """Decorator: this function does work of this kind.

    It may be run again after it was cut short at any point, so it changes nothing before
    `running.last_step()`.
    """

    def noted(doer: Doer) -> Doer:
        if _doers.setdefault(kind, doer) is not doer:
            raise ValueError(f"Two functions do {kind}.")
        return doer

    return noted


def known_kinds() -> dict[str, Doer]:
    """Every kind of work of this copy, with who does it."""
    autodiscover_modules("tasks")
    return dict(_doers)
