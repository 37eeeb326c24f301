"""Work after the answer: the count."""

from folkmoot.deciding import actions, analysis
from folkmoot.deciding.models import COUNT_JOB, Decision, Stage
from folkmoot.kernel.jobs.kinds import does
from folkmoot.kernel.jobs.running import Running


@does(COUNT_JOB)
def count_the_piles(running: Running) -> None:
    """Apply the frozen rule to what came out of the box, and keep the answer."""
    decision = Decision.objects.get(pk=running.job.thing)
    if decision.stage != Stage.COUNTING:  # counted already, by somebody who could wait
        return
    tally = analysis.tally(decision, running.report)
    with running.last_step():
        actions.write_count(decision=decision, tally=tally, by=None, at=running.now())
