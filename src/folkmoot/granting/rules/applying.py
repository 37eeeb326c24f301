"""Who may apply, until when, and what an application still needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.granting.models import (
    ONWARDS,
    Application,
    ApplicationStage,
    Beginning,
    Call,
    CallStage,
    WhenTwo,
)
from folkmoot.kernel.ui.words import day, deadline
from folkmoot.programmes.models import Stage

MOST_TO_SAY = 6
CONSEQUENCE = {
    WhenTwo.FIRST: "The one handed in first counts; another cannot be handed in after it.",
    WhenTwo.JOIN: "When two are handed in, both are asked to join into one, and neither goes on "
    "before they have.",
    WhenTwo.FUNDERS: "When two are handed in, the funders decide which one goes on, and both hear "
    "why.",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing an application still needs; `where` is the page it is put right on."""

    sentence: str
    where: str  # part, team, partners, council, details, whole
    part: int = 0


def area_rule(call: Call) -> str:
    """What happens when two come from one council area, before anybody hands in."""
    if not call.one_per_area:
        return ""
    return f"One application for each council area. {CONSEQUENCE[WhenTwo(call.when_two)]}"


def area_now(application: Application, *, n_others: int) -> str:
    """The same, for one whose area has others handed in: said to both."""
    call = application.call
    if not call.one_per_area or not n_others or application.stage == ApplicationStage.WITHDRAWN:
        return ""
    others = "Another application" if n_others == 1 else f"{n_others} other applications"
    verb = "has" if n_others == 1 else "have"
    said = f"{others} for {application.area_name} {verb} been handed in."
    then = {
        WhenTwo.FIRST: "The one handed in first counts.",
        WhenTwo.JOIN: "You are all asked to join into one: write to each other through the grant "
        "manager, and withdraw all but one.",
        WhenTwo.FUNDERS: "The funders decide which one goes on, and you hear why.",
    }
    return f"{said} {then[WhenTwo(call.when_two)]}"


def why_not_start(
    call: Call,
    beginning: Beginning,
    *,
    areas: Collection[str],
    invited: Collection[object],
    leads_place: bool,
    at: datetime,
) -> str:
    """`areas` are the codes it lists; `invited` the places that take part in the programme."""
    if why := why_not_open(call, at=at):
        return why
    if not beginning.title.strip():
        return "Say in a few words what it is about."
    if len(beginning.title) > 120:
        return "Keep the title to 120 letters."
    if call.one_per_area and not beginning.area_code:
        return "Choose the council area it is for."
    if beginning.area_code and beginning.area_code not in areas:
        return "That council area is not among those this call is for."
    return _why_not_place(call, beginning, invited=invited, leads_place=leads_place)


def _why_not_place(
    call: Call, beginning: Beginning, *, invited: Collection[object], leads_place: bool
) -> str:
    if beginning.place is None:
        return "Say which place it is for." if call.by_invitation else ""
    if call.by_invitation and beginning.place.pk not in invited:
        return f"Only places that take part are asked, and {beginning.place.name} does not now."
    return "" if leads_place else f"Only a convenor of {beginning.place.name} applies for it."


def why_not_open(call: Call, *, at: datetime) -> str:
    stands = call.stands(at)
    if stands == CallStage.SCHEDULED:
        return f"It opens on {deadline(call.opens_at)}."
    if stands == CallStage.CLOSED:
        return f"It closed on {deadline(call.closes_at)}."
    if stands != CallStage.OPEN:
        return f"It is not open: {stands.label.lower()}."
    if call.programme.stage != Stage.LIVE:
        return f"The programme is not running now: {call.programme.get_stage_display().lower()}."
    return ""


def late(application: Application, *, let_in: bool, at: datetime) -> str:
    """Why it is too late to hand in, and what to do; "" while there is time."""
    call = application.call
    if application.stage == ApplicationStage.MORE_INFORMATION or let_in:
        return ""
    stands = call.stands(at)
    if stands == CallStage.CLOSED:
        return (
            f"The call closed on {deadline(call.closes_at)}, by the clock of this site. All you "
            "wrote is kept. If something outside your hands held you up, write to the grant "
            "manager: they can let one application in, with the reason on record."
        )
    return why_not_open(call, at=at) if stands != CallStage.OPEN else ""


def why_not_change(application: Application) -> str:
    if application.stage in (ApplicationStage.DRAFT, ApplicationStage.MORE_INFORMATION):
        return ""
    if application.stage == ApplicationStage.WITHDRAWN:
        return "It is withdrawn, and stays as it was."
    return f"It was handed in on {day(application.submitted_at)}, and stays as it is."


def why_not_write_freely(application: Application) -> str:
    """All of it is written only before it is handed in; afterwards just what is asked."""
    if application.stage == ApplicationStage.MORE_INFORMATION:
        return "Only what is asked is answered now, and nothing else changes."
    return why_not_change(application)


def why_not_lead(application: Application, *, leads: bool) -> str:
    return "" if leads else "Only who leads the application does that."


def why_not_hand_in(
    application: Application,
    missing: Sequence[Missing],
    *,
    taken_by: str,
    let_in: bool,
    at: datetime,
) -> str:
    """`taken_by` is the title of one that holds the area's one seat already; "" for none."""
    if application.stage not in (ApplicationStage.DRAFT, ApplicationStage.MORE_INFORMATION):
        return why_not_change(application)
    if why := late(application, let_in=let_in, at=at):
        return why
    if application.call.programme.stage != Stage.LIVE:
        return "The programme rests now. All you wrote is kept."
    if taken_by:
        return (
            f"An application for {application.area_name} was handed in before: “{taken_by}”. In "
            "this call the first one counts. Ask the grant manager to bring you together."
        )
    said = [each.sentence for each in missing[:MOST_TO_SAY]]
    left = len(missing) - len(said)
    return " ".join(said + ([f"And {left} more."] if left > 0 else []))


def why_not_withdraw(application: Application, why: str) -> str:
    if ApplicationStage.WITHDRAWN not in ONWARDS[application.stage]:
        return f"It cannot be withdrawn: {application.get_stage_display().lower()}."
    if application.is_handed_in and not why.strip():
        return "Say why, so that the funders know."
    return "" if len(why) <= 600 else "Say why in at most 600 letters."
