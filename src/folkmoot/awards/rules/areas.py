"""Which official areas an award may name."""

import re
from collections.abc import Sequence

from folkmoot.awards.models import OVER_BEFORE_SIGNING, Award
from folkmoot.awards.open_grants.grants import Area

CODE = re.compile(r"[EWSN][0-9]{8}\Z")  # as the Office for National Statistics writes them
MOST_AREAS = 60


def why_not_set_areas(award: Award, areas: Sequence[Area]) -> str:
    """Codes as they are written, each with a name and the edition of its bounds, and once."""
    if award.stage in (*OVER_BEFORE_SIGNING, "CLOSED"):
        return f"This award is “{award.get_stage_display()}”. Its areas stay as they are."
    if len(areas) > MOST_AREAS:
        return f"Up to {MOST_AREAS} areas. Name larger ones."
    for area in areas:
        if not CODE.match(area.code):
            return f"“{area.code}” is no code of an area. One looks like E05011358."
        if not area.name or not area.edition:
            return f"{area.code}: say its name, and of which year its bounds are."
    known = [(area.code, area.edition) for area in areas]
    twice = next((code for code, edition in known if known.count((code, edition)) > 1), "")
    return f"{twice} stands here twice. Once is enough." if twice else ""
