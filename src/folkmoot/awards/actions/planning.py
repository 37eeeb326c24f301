"""The plan behind the returns: each line of the budget, spread over its periods."""

from django.db.models import Sum

from folkmoot.awards.models import Award, Spending
from folkmoot.awards.returning.periods import spread


def spread_the_plan(award: Award) -> None:
    """What no begun period has of a line is spread over the periods to come, to the penny.

    Rows that are missing, as those of a new line, are made.
    """
    to_come = list(award.returns.filter(stage="SCHEDULED").order_by("number"))
    there = {(row.of_id, row.line_id): row for row in Spending.objects.filter(of__in=to_come)}
    new: list[Spending] = []
    begun = _planned_so_far(award)
    for line in award.budget.all():
        left = max(0, line.pence - begun.get(line.pk, 0))
        for returned, part in zip(to_come, spread(left, len(to_come)), strict=True):
            row = there.get((returned.pk, line.pk))
            if row is None:
                new.append(Spending(of=returned, line=line, planned_pence=part))
            else:
                row.planned_pence = part
    Spending.objects.bulk_update(there.values(), ["planned_pence"])
    Spending.objects.bulk_create(new)


def _planned_so_far(award: Award) -> dict[object, int]:
    """What the periods that have begun were given of each line, in pence, by its key."""
    begun = Spending.objects.filter(of__award=award).exclude(of__stage__in=["SCHEDULED", "SKIPPED"])
    sums = begun.values_list("line").annotate(sum=Sum("planned_pence")).order_by()
    return dict(sums)
