"""Where those live who gain by an award."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.awards.actions.awards import locked_award
from folkmoot.awards.models import Award, AwardArea
from folkmoot.awards.open_grants.grants import Area
from folkmoot.awards.rules.areas import why_not_set_areas
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def set_areas(*, award: Award, areas: Sequence[Area], by: Account, at: datetime) -> Award:
    """Name the official areas, all of them; what was named before goes, and is in the record."""
    locked = locked_award(award.pk)
    refuse(why_not_set_areas(locked, areas))
    before = [str(each) for each in locked.areas.all()]
    locked.areas.all().delete()
    AwardArea.objects.bulk_create(
        AwardArea(award=locked, number=n, code=each.code, name=each.name, edition=each.edition)
        for n, each in enumerate(areas, 1)
    )
    locked.changed_at = at
    locked.save(update_fields=["changed_at"])
    codes = [each.code for each in areas]
    record("award_areas_set", about=locked, by=by, at=at, codes=codes, before=before)
    return locked
