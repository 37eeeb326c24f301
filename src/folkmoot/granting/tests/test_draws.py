"""A thousand draws of a choice, done by the worker to their end, stopped and begun again."""

from typing import Any

import numpy as np
import pytest

from folkmoot.granting import actions
from folkmoot.granting.analysis.strengths import draws_of
from folkmoot.granting.models import DRAWS_JOB, Choice
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.queries.choice_pages import firm_in
from folkmoot.granting.tasks import draw_choices
from folkmoot.granting.tests.assessing_makers import LATER, a_choice, given_out
from folkmoot.kernel.jobs.models import Job
from folkmoot.kernel.jobs.running import Running, Stopped
from folkmoot.kernel.jobs.working import Worker

TITLES = ("The mill", "The quay", "The moor", "The fen", "The lido", "The fell")
MARKS = dict(zip(TITLES, (4, 4, 3, 3, 2, 1), strict=True))


def work(**kinds: Any) -> str:
    """The worker does what is on the list; how that ended."""
    assert Worker(tell_time=lambda: LATER, kinds=kinds or None).work_one()
    return str(Job.objects.latest("put_at", "pk").state)


def stopped_early(running: Running) -> None:
    """Somebody presses stop when a tenth is drawn."""
    say = running.report

    def report(n_done: int, n_all: int, saying: str = "") -> None:
        if n_done == n_all // 10:
            raise Stopped
        say(n_done, n_all, saying)

    running.report = report  # type: ignore[method-assign]
    draw_choices(running)


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_thousand_draws_are_done_to_the_end_and_stopping_leaves_nothing_half_said() -> None:
    choice = a_choice(given_out(titles=TITLES), MARKS)
    actions.draw(choice=choice, by=None, at=LATER)
    assert work(**{DRAWS_JOB: stopped_early}) == "STOPPED"
    choice.refresh_from_db()
    assert choice.firmness == {}

    actions.draw(choice=choice, by=None, at=LATER)
    assert work() == "DONE"
    choice.refresh_from_db()
    kept = choice.firmness
    assert kept["n_draws"] == 1000
    assert (kept["in_share"], kept["best_share"], kept["n_sets"]) == counted_by_hand(choice)
    firm = firm_in(choice, queries.question_in(choice))
    assert firm is not None
    assert firm.n_draws == 1000


def counted_by_hand(choice: Choice) -> tuple[list[list[Any]], float, int]:
    """All cost the same and nothing is aimed for: of each draw the strongest few, as sorted."""
    asked = queries.question_in(choice)
    refs = [each.ref for each in asked.candidates]
    assert len({each.cost_pence for each in asked.candidates}) == 1
    readings = queries.readings_in(choice)
    draws = draws_of(readings, refs, seed=choice.seed, n_draws=1000)
    chosen = [tuple(sorted(row)) for row in np.argsort(-draws, axis=1, kind="stable")[:, :2]]
    share = [round(sum(at in each for each in chosen) / 1000, 6) for at in range(len(refs))]
    return (
        [list(pair) for pair in zip(refs, share, strict=True)],
        round(chosen.count((0, 1)) / 1000, 6),
        len(set(chosen)),
    )
