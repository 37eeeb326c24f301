"""Work after the answer: the count, and what another rule would have funded."""

from folkmoot.deciding import actions, analysis
from folkmoot.deciding.models import COUNT_JOB, WHAT_IF_JOB, Decision, Stage, WhatIf
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


@does(WHAT_IF_JOB)
def try_another_rule(running: Running) -> None:
    """Apply another rule to the ballots of a published decision, and keep what it says."""
    asked = WhatIf.objects.select_related("count__decision").get(pk=running.job.thing)
    if asked.found_at:
        return
    ballots = analysis.question(asked.count.decision)
    says = analysis.by_another_rule(ballots, asked.count, asked.rule, running.report)
    with running.last_step():
        actions.keep_what_if(asked=asked, says=says, by=None, at=running.now())
