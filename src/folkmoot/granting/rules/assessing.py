"""Who may be on a panel, who may read and mark what, and when."""

from collections.abc import Collection, Mapping

from folkmoot.granting.models import TOP, Assignment, Call, Moderation, Panel
from folkmoot.kernel.ui.words import listed

LOCKED = "The marks of this panel are locked: the choice has begun."
MOST_WORDS = 2000
SCALE = {
    0: "Nothing of it",
    1: "A little",
    2: "Some, with large gaps",
    3: "Good",
    4: "Strong",
    5: "As strong as can be",
}


def why_not_begin_panel(stage: str, *, has_one: bool, n_criteria: int) -> str:
    """Once, when the call is published and there is something to mark by."""
    if has_one:
        return "This call has a panel already."
    if stage in ("DRAFT", "CANCELLED"):
        return "A panel assesses what comes in for a published call."
    return "" if n_criteria else "The programme has no criteria in force to mark by."


def why_not_set_panel(panel: Panel, n_each: int, wide_points: int, n_meeting: int) -> str:
    """Whole numbers that make sense, before the marks are locked."""
    if panel.marks_locked_at:
        return LOCKED
    if not 1 <= n_each <= 12:
        return "Each application is read by 1 to 12 assessors."
    if not 5 <= wide_points <= 100:
        return "Assessors are far apart from 5 to 100 points on."
    return "" if 1 <= n_meeting <= 12 else "1 to 12 assessors go to a visit."


def why_not_appoint(panel: Panel, *, is_on_it: bool, is_applicant: bool) -> str:
    """Nobody assesses a call they apply to."""
    if panel.marks_locked_at:
        return LOCKED
    if is_on_it:
        return "They are on this panel already."
    if is_applicant:
        return "They are on the team of an application to this call, so they cannot assess it."
    return ""


def why_not_dismiss(because: str, *, is_on_it: bool, n_begun: int) -> str:
    """Whoever has begun with an application ends it or passes it on first."""
    if not is_on_it:
        return "They are not on this panel any more."
    if n_begun:
        return (
            f"They have begun with {n_begun} application{'s' if n_begun > 1 else ''}. Give "
            "those to somebody else first."
        )
    return "" if because.strip() else "Say why they leave the panel."


def why_not_share(panel: Panel, *, n_applications: int, n_assessors: int) -> str:
    """There is something to share out, and there are enough to share it out to."""
    if panel.marks_locked_at:
        return LOCKED
    if not n_applications:
        return "There is no application that fits the call and waits to be assessed."
    if n_assessors < panel.n_each:
        return (
            f"Each application goes to {panel.n_each} assessors, and the panel has "
            f"{n_assessors}. Appoint more, or let each go to fewer."
        )
    return ""


def why_not_expected_sharing(digest: str, expected: str) -> str:
    """Whoever confirms it has seen just this."""
    if digest == expected:
        return ""
    return "Meanwhile something has changed, so it would come out otherwise. Look once more."


def why_not_assign_by_hand(
    panel: Panel, because: str, *, stage: str, is_on_it: bool, link: str, has_it: bool
) -> str:
    """By hand, with a reason; never to somebody with an interest."""
    if panel.marks_locked_at:
        return LOCKED
    if stage not in ("ELIGIBLE", "IN_ASSESSMENT"):
        return "This application is not there to be assessed."
    if not is_on_it:
        return "They are not on this panel."
    if has_it:
        return "They have this application already."
    if link:
        return f"They cannot assess it: {link}."
    return "" if because.strip() else "Say why you change it by hand."


def why_not_take_off(assignment: Assignment, because: str) -> str:
    """What was handed in stays."""
    if assignment.application.call.panel.marks_locked_at:
        return LOCKED
    if assignment.stage in ("SUBMITTED", "RECUSED", "TAKEN_OFF"):
        return f"This is “{assignment.get_stage_display()}”, so it stays as it is."
    return "" if because.strip() else "Say why you take it off them."


def why_not_declare(assignment: Assignment, has_interest: bool, words: str) -> str:
    """Once before reading; an interest that shows later is said at once."""
    if assignment.application.call.panel.marks_locked_at:
        return LOCKED
    if assignment.stage in ("RECUSED", "TAKEN_OFF"):
        return f"This is “{assignment.get_stage_display()}”."
    if not has_interest and assignment.stage != "ASSIGNED":
        return "You have said already that you have no interest."
    if has_interest and not words.strip():
        return "Say in a few words what links you. The chair reads it, and nobody who applies."
    return ""


def why_not_declare_interest(words: str, *, has_one: bool, is_own: bool) -> str:
    """Anybody of the programme's team may say that they have an interest."""
    if has_one:
        return "You have said so already."
    if is_own:
        return "You are on the team of this application: you have no hand in its assessment."
    return "" if words.strip() else "Say in a few words what links you."


def why_not_lift(because: str, *, is_lifted: bool, is_own: bool) -> str:
    """Somebody else says why they may read it after all."""
    if is_lifted:
        return "That has been done."
    if is_own:
        return "Somebody else has to say that your interest does not matter."
    return "" if because.strip() else "Say why they may read it after all."


def why_not_mark(assignment: Assignment) -> str:
    """After saying that one has no interest, and before handing in."""
    if assignment.application.call.panel.marks_locked_at:
        return LOCKED
    if assignment.stage == "ASSIGNED":
        return "Say first whether you have an interest in it."
    if assignment.stage == "SUBMITTED":
        return "You have handed this in. The chair can open it again."
    if assignment.stage in ("RECUSED", "TAKEN_OFF"):
        return f"This is “{assignment.get_stage_display()}”."
    return ""


def why_not_hand_in(
    assignment: Assignment, marks: Mapping[int, tuple[int | None, str]], names: Mapping[int, str]
) -> str:
    """A mark with its reason for every criterion."""
    if why := why_not_mark(assignment):
        return why
    without = [names[key] for key in names if marks.get(key, (None, ""))[0] is None]
    if without:
        return f"Choose a mark for {_quoted(without)}."
    silent = [names[key] for key in names if not marks[key][1].strip()]
    if silent:
        return f"Say why for {_quoted(silent)}: a few words are enough."
    if any(len(words) > MOST_WORDS for _, words in marks.values()):
        return f"Keep each reason to {MOST_WORDS:,} letters."
    off = [value for value, _ in marks.values() if value is None or not 0 <= value <= TOP]
    return f"Marks go from 0 to {TOP}." if off else ""


def why_not_reopen(assignment: Assignment, because: str, *, is_moderated: bool) -> str:
    """Only before they have seen each other's marks."""
    if assignment.application.call.panel.marks_locked_at:
        return LOCKED
    if assignment.stage != "SUBMITTED":
        return "It has not been handed in."
    if is_moderated:
        return (
            "They have been brought together and have seen each other's marks: what comes of "
            "that is written down there."
        )
    return "" if because.strip() else "Say why: the assessor reads it."


def why_no_panel(call: Call) -> str:
    """Only the panel of a call assesses what was handed in to it."""
    return "" if hasattr(call, "panel") else "This call has no panel yet, so nothing is assessed."


def why_not_open_moderation(
    panel: Panel, *, has_one: bool, n_waiting: int, n_in: int, spread_points: float
) -> str:
    """When all are in, and they are far apart."""
    if panel.marks_locked_at:
        return LOCKED
    if has_one:
        return "They have been brought together over this already."
    if n_waiting or n_in < 2:
        return "Not all of its assessors have handed in."
    if spread_points < panel.wide_points:
        return (
            f"They are {spread_points:.0f} points apart; from {panel.wide_points} on they are "
            "brought together."
        )
    return ""


def why_not_note_moderation(
    moderation: Moderation,
    agreed: bool,
    words: str,
    values: Collection[int | None],
    n_criteria: int,
) -> str:
    """What they agreed on for each criterion, or how they differ; in words."""
    if moderation.application.call.panel.marks_locked_at or moderation.came == "LOCKED":
        return LOCKED
    if not words.strip():
        return "Say what came of it, and why."
    given = [each for each in values if each is not None]
    if agreed and len(given) < n_criteria:
        return "Choose the mark they agree on for every criterion."
    return f"Marks go from 0 to {TOP}." if any(not 0 <= each <= TOP for each in given) else ""


def why_not_find_strengths(
    panel: Panel,
    *,
    n_applications: int,
    waiting: Collection[str],
    bare: Collection[str],
    wide: Collection[str],
    talking: Collection[str],
) -> str:
    """When everything is in, and those far apart have talked.

    By title: `waiting` have marks still to come, `bare` no mark at all, `wide` are far apart and
    nobody has brought them together, `talking` have been, and nothing is written down.
    """
    if panel.marks_locked_at:
        return LOCKED
    if not n_applications:
        return "There is nothing that has been assessed."
    for names, what in (
        (waiting, "Not all marks are in for"),
        (bare, "Nobody marks"),
        (wide, "Bring together those who marked"),
        (talking, "Write down what came of the talk about"),
    ):
        if names:
            return f"{what} {_quoted(sorted(names))}."
    return ""


def _quoted(names: Collection[str]) -> str:
    some = [f"“{each}”" for each in list(names)[:4]]
    more = len(names) - len(some)
    return listed([*some, f"{more} more"]) if more else listed(some)
