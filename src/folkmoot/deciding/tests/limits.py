"""Makers for tests of limits."""

from typing import Any

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision, Limit, Stage
from folkmoot.deciding.rules import AskedLimit
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_vote,
    close_and_count,
    three_officers,
)


def asked(decision: Decision, *numbers: int, **said: Any) -> AskedLimit:
    """A limit on the options with these numbers, of one option unless something else is said."""
    options = tuple(decision.options.filter(number__in=numbers))
    usual: dict[str, Any] = {"name": "The square", "because": "There is one square."}
    if "most_pence" not in said:
        usual["most_options"] = 1
    return AskedLimit(options=options, **(usual | said))


def a_limit(decision: Decision, *numbers: int, **said: Any) -> Limit:
    """Somebody who prepares it sets a limit on the options with these numbers."""
    return actions.add_limit(
        decision=decision, asked=asked(decision, *numbers, **said), by=None, at=NOON
    )


def opened_with_limits(*limits: dict[str, Any], **settings: Any) -> Decision:
    """A decision with these limits, open for voting; `about` are the numbers of the options."""
    draft = a_decision(**settings)
    for limit in limits:
        said = dict(limit)
        a_limit(draft, *said.pop("about"), **said)
    three_officers(draft)
    return actions.open_voting(decision=draft, rng=Drawn(), by=None, at=NOON)


def a_limited_result(*limits: dict[str, Any], **settings: Any) -> Decision:
    """Six people want the first two things, five of them the third, three people the fourth."""
    decision = opened_with_limits(*limits, **settings)
    for _ in range(5):
        a_vote(decision, 1, 2, 3)
    a_vote(decision, 1, 2)
    for _ in range(3):
        a_vote(decision, 4)
    close_and_count(decision)
    return Decision.objects.get(pk=decision.pk, stage=Stage.PUBLISHED)


SQUARE: dict[str, Any] = {"about": (1, 2)}
NORTH: dict[str, Any] = {
    "about": (1, 2, 3),
    "name": "North",
    "because": "The south is to have its part.",
    "most_pence": 50_00,
}
