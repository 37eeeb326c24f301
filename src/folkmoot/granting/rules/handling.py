"""What grant managers do with an application that was handed in."""

from collections.abc import Collection, Sequence
from datetime import datetime

from folkmoot.granting.models import (
    ONWARDS,
    Application,
    ApplicationStage,
    CallStage,
    Doubt,
    WhenTwo,
)
from folkmoot.granting.rules.calls import CHOOSING
from folkmoot.kernel.ui.words import listed

S = ApplicationStage


def why_not_handle(application: Application, *, on_its_team: bool) -> str:
    """Nobody judges what they asked for themselves."""
    if on_its_team:
        return "You wrote this application with others, so somebody else of the programme does it."
    return ""


def why_not_move(application: Application, to: str) -> str:
    if to in ONWARDS[application.stage]:
        return ""
    return f"It cannot go there now: {application.get_stage_display().lower()}."


def why_not_find(application: Application, words: str, *, on_its_team: bool) -> str:
    if why := why_not_handle(application, on_its_team=on_its_team):
        return why
    if not words.strip():
        return "Say why, in words that help them. They read this."
    return "" if len(words) <= 2000 else "Use at most 2,000 letters."


def why_not_eligible(
    application: Application, *, others: Sequence[str], standing: str, on_its_team: bool
) -> str:
    """`others` are titles of the same area still handed in; `standing` is one found to fit."""
    if why := why_not_handle(application, on_its_team=on_its_team):
        return why
    if why := why_not_move(application, S.ELIGIBLE):
        return why
    if not application.call.one_per_area:
        return ""
    if standing:
        return f"“{standing}” stands for {application.area_name} already. One of them goes on."
    if others and application.call.when_two == WhenTwo.JOIN:
        return (
            f"{listed([f'“{each}”' for each in others])} was handed in for "
            f"{application.area_name} too. They are asked to join; go on when one is withdrawn."
        )
    return ""


def why_not_ineligible(application: Application, words: str, *, on_its_team: bool) -> str:
    return why_not_move(application, S.INELIGIBLE) or why_not_find(
        application, words, on_its_team=on_its_team
    )


def why_not_reconsider(application: Application, words: str, *, on_its_team: bool) -> str:
    if application.stage not in (S.INELIGIBLE, S.ELIGIBLE):
        return why_not_move(application, S.SUBMITTED) or "Only a finding is looked at again."
    return why_not_find(application, words, on_its_team=on_its_team)


def why_not_ask_more(
    application: Application,
    words: str,
    doubts: Sequence[Doubt],
    *,
    keys: Collection[tuple[str, int]],
    on_its_team: bool,
) -> str:
    """`keys` are the questions of its form, with their turns."""
    if why := why_not_move(application, S.MORE_INFORMATION):
        return why
    if why := why_not_find(application, words, on_its_team=on_its_team):
        return why
    if not doubts:
        return "Say which answers you ask about, and what of each."
    if any((each.key, each.turn) not in keys for each in doubts):
        return "One of these answers is not part of this application."
    if any(not each.words.strip() or len(each.words) > 600 for each in doubts):
        return "Say of each answer what you ask, in at most 600 letters."
    return ""


def why_not_let_in(
    application: Application,
    until_at: datetime,
    because: str,
    *,
    on_its_team: bool,
    is_being_chosen: bool,
    at: datetime,
) -> str:
    if is_being_chosen:
        return CHOOSING
    if why := why_not_handle(application, on_its_team=on_its_team):
        return why
    if application.stage != S.DRAFT:
        return f"It does not wait to be handed in: {application.get_stage_display().lower()}."
    if application.call.stands(at) != CallStage.CLOSED:
        return "The call is not closed, so there is no exception to make."
    if until_at <= at:
        return "That moment has passed already."
    if not because.strip():
        return "Say why this one is let in. It stays on record."
    return "" if len(because) <= 600 else "Use at most 600 letters."
