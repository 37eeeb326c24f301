"""Work after the answer: telling people what a published decision chose."""

from django_tasks import task

from folkmoot.deciding.models import Decision
from folkmoot.ideas import actions, queries
from folkmoot.kernel import clock


@task()
def tell_outcome(key: str) -> None:
    """Tell the authors and supporters of everything on one decision's list, once each."""
    decision = Decision.objects.filter(pk=key).first()
    if decision is None:
        return
    funded = queries.winners_of(decision)
    actions.tell_outcome(decision=decision, funded=funded, by=None, at=clock.now())


def tell_what_is_decided() -> int:
    """Queue the news of every published decision nobody has been told of; how many."""
    waiting = queries.decisions_to_tell()
    for decision in waiting:
        tell_outcome.enqueue(str(decision.pk))
    return len(waiting)
