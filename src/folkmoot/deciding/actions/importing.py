"""An election held elsewhere, brought in as a decision that has been decided."""

from datetime import datetime

from django.db import transaction

from folkmoot.deciding import analysis, rules
from folkmoot.deciding.actions.box import make_piles
from folkmoot.deciding.actions.counting import keep_count
from folkmoot.deciding.actions.opening import freeze
from folkmoot.deciding.actions.preparing import prepare_decision
from folkmoot.deciding.models import Decision, Limit, Option, Stage
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account
from folkmoot.places.models import Place

IN_THE_FILE = "It stands in the file of the vote."


@transaction.atomic
def import_election(
    *,
    place: Place,
    held: analysis.HeldElection,
    again: bool = False,
    by: Account | None,
    at: datetime,
) -> Decision:
    """Make a published decision of an election that was held elsewhere, and count it here.

    Its ballots go straight to piles: there never were envelopes here. The count is made from
    our own tables by the rule given, not copied from the file. A file that has been brought in
    before, under whatever name, is refused unless `again` says that it is meant.
    """
    refuse("" if again else rules.why_not_import(held.sha256))
    decision = prepare_decision(
        place=place,
        title=held.title,
        budget_pence=held.budget_pence,
        by=by,
        at=at,
        **held.settings,
    )
    Option.objects.bulk_create(
        Option(decision=decision, number=number, **facts)
        for number, facts in enumerate(held.options, start=1)
    )
    _set_limits(decision, held)
    freeze(decision, held.lots, at)
    decision.opened_at = decision.closed_at = decision.counted_at = decision.published_at = at
    decision.imported_sha256 = held.sha256
    decision.stage = Stage.CLOSED
    decision.save()
    make_piles(decision, held.piles)
    keep_count(
        decision, analysis.tally(decision), turnout={"IMPORTED": held.n_ballots}, n_spoilt=0, at=at
    )
    decision.stage = Stage.PUBLISHED
    decision.save(update_fields=["stage"])
    record("election_imported", about=decision, by=by, at=at, source=decision.imported_from)
    return decision


def _set_limits(decision: Decision, held: analysis.HeldElection) -> None:
    """The limits of the file, as they stand there: an election that was held asks nobody again."""
    options = {option.number: option for option in decision.options.all()}
    for each in held.limits:
        limit = Limit.objects.create(
            decision=decision,
            name=each.name,
            because=IN_THE_FILE,
            most_options=each.most_options,
            most_pence=each.most_pence,
        )
        limit.options.set([options[number] for number in each.numbers])
