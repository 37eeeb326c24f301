"""What a place has already recorded, so that nobody is asked for it twice."""

from datetime import datetime, time
from decimal import Decimal

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone

from folkmoot.awards.models import Award, Payment, PaymentStage, Return, Source, Spending
from folkmoot.gatherings.models import Gathering, GatheringStage
from folkmoot.organising.models import Conversation

MEANINGS = ("recipient", "partnership", "place", "amount", "paid", "period")


def counted(source: str, returned: Return) -> Decimal | None:
    """How many the place recorded in the period of a return; None where nothing counts it."""
    place = returned.award.place_id
    zone = get_current_timezone()
    first = datetime.combine(returned.starts_date, time.min, zone)
    last = datetime.combine(returned.ends_date, time.max, zone)
    if source == Source.CONVERSATIONS:
        noted = Conversation.objects.standing()
        return Decimal(noted.filter(place=place, said_at__range=(first, last)).count())
    held = Gathering.objects.filter(
        place=place, stage=GatheringStage.HELD, starts_at__range=(first, last)
    )
    if source == Source.GATHERINGS:
        return Decimal(held.count())
    if source == Source.CAME:
        by_name = Coalesce(Sum("guests__n_people", filter=Q(guests__came_at__isnull=False)), 0)
        heads = held.annotate(came=Coalesce("n_counted", by_name)).values_list("came", flat=True)
        return Decimal(sum(heads))
    return None


def paid_pence_until(award: Award, returned: Return) -> int:
    """What had been paid by the end of a period, in pence."""
    paid = Payment.objects.filter(
        award=award, stage=PaymentStage.PAID, paid_date__lte=returned.ends_date
    )
    return paid.aggregate(sum=Sum("pence"))["sum"] or 0


def spent_before(returned: Return) -> dict[object, int]:
    """What earlier returns told was spent, in pence, by the key of the line."""
    rows = (
        Spending.objects.filter(of__award=returned.award_id, of__number__lt=returned.number)
        .exclude(of__stage="SKIPPED")
        .values_list("line")
        .annotate(sum=Sum("spent_pence"))
        .order_by()
    )
    return {line: spent or 0 for line, spent in rows}


def known_by_meaning(returned: Return) -> dict[str, str]:
    """What is known already, by the meaning a question may carry, as one would type it."""
    award = returned.award
    partnership = award.partnership
    return {
        "recipient": award.recipient.name,
        "partnership": partnership.name if partnership else "",
        "place": award.place.name,
        "amount": f"{award.awarded_pence / 100:.2f}",
        "paid": f"{paid_pence_until(award, returned) / 100:.2f}",
        "period": f"{returned.starts_date:%d/%m/%Y} to {returned.ends_date:%d/%m/%Y}",
    }
