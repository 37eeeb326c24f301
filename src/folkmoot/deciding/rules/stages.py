"""Why a decision may not move on."""

from collections.abc import Sequence
from datetime import datetime

from folkmoot.deciding.models import BallotType, Completion, Decision, Option, RuleFamily, Stage
from folkmoot.deciding.models.decision import Satisfaction
from folkmoot.deciding.rules.boxes import why_not_ever_count
from folkmoot.deciding.rules.limits import why_not_limits
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.kernel.ui.words import day, deadline, money
from folkmoot.places.models import PlaceRole

MOST_OPTIONS = 250
RAISES_SHARES = (RuleFamily.EQUAL_SHARES, "exact-equal-shares")  # the second only in files
KEEPERS = roles_permitting(Permission.ROLL_KEEP)


def why_not_import(sha256: str) -> str:
    """A file that is here already would stand twice in every list, and be taken for two votes."""
    before = Decision.objects.filter(imported_sha256=sha256).select_related("place").first()
    if before is None:
        return ""
    return (
        f"This file was brought in on {day(before.prepared_at)} as “{before.title}” in "
        f"{before.place.name} ({before.ref}). If you want it twice, add --again."
    )


def why_not_change(decision: Decision) -> str:
    """Nothing about the question may change once the first person could have answered it."""
    if decision.stage == Stage.ABANDONED:
        return "This decision was called off."
    return "" if decision.stage == Stage.DRAFT else "Everything was fixed when voting opened."


def why_not_settings(decision: Decision, *, at: datetime) -> str:
    """Why these settings do not fit together."""
    return misfit(decision, at=at)[1]


def misfit(decision: Decision, *, at: datetime) -> tuple[str, str]:
    """The setting to mend first and why; two empty answers when all fit together."""
    if decision.budget_pence <= 0:
        return "budget_pence", "Say how much money there is to share."
    if decision.max_choices and decision.max_choices < decision.min_choices:
        return "max_choices", "The most choices cannot be fewer than the least choices."
    if not (decision.by_code or decision.by_roll or decision.by_postcode or decision.in_person):
        return "ways", "Choose at least one way for people to vote."
    if decision.ballot_type == BallotType.POINTS and decision.points_most > decision.points_total:
        return "points_most", "The most points for one option cannot be more than all the points."
    if decision.opens_at and decision.closes_at and decision.closes_at <= decision.opens_at:
        return "closes_at", "Voting must close after it opens."
    if decision.is_past_closing(at):
        return "closes_at", "This time has passed. Choose one that is still to come."
    return _misfit_of_rule(decision)


def _misfit_of_rule(decision: Decision) -> tuple[str, str]:
    shares = decision.rule_family == RuleFamily.EQUAL_SHARES
    with_points = decision.ballot_type in {BallotType.POINTS, BallotType.RANKING}
    if shares and decision.satisfaction == Satisfaction.POINTS and not with_points:
        return "satisfaction", "Counting by points needs a ballot with points or an order."
    if decision.rule_family not in RAISES_SHARES and decision.completion != Completion.NONE:
        return (
            "completion",
            "Only equal shares has a way to use what is left. Choose to leave it.",
        )
    return "", ""


def why_not_open(decision: Decision, *, at: datetime) -> str:
    """What is still missing before people can vote."""
    if decision.stage != Stage.DRAFT:
        return "Voting has already opened." if decision.opened_at else "It was called off."
    if untimed := _why_not_timed(decision, at):
        return untimed
    if settings := why_not_settings(decision, at=at):
        return settings
    n_options = decision.options.count()
    if n_options < 2:
        return "There is nothing to choose between yet. Add at least two options."
    if n_options > MOST_OPTIONS:
        return f"A ballot can hold {MOST_OPTIONS} options. Split this decision in two."
    if decision.min_choices > n_options:
        return "People would have to choose more options than there are."
    return why_not_limits(decision) or _why_not_keys(decision) or _why_not_keepers(decision, at)


def what_to_weigh(decision: Decision, options: Sequence[Option]) -> list[str]:
    """What hinders nobody from opening, and is better thought of before it is fixed."""
    code, budget = decision.currency, decision.budget_pence
    told = [
        f"“{option.title}” alone costs {money(option.cost_pence, code)}, which is more than all "
        "the money there is. It could never be funded, however many choose it."
        for option in options
        if option.cost_pence > budget
    ]
    together = sum(option.cost_pence for option in options)
    if options and together <= budget:
        told.append(
            f"All options together cost {money(together, code)}, and there is "
            f"{money(budget, code)} to share: each that anyone chooses may well be funded, so "
            "people choose little by voting."
        )
    return told


def _why_not_keepers(decision: Decision, at: datetime) -> str:
    """Doubtful votes need two people to settle them. With codes alone there are none."""
    if not (decision.by_roll or decision.by_postcode or decision.in_person):
        return ""
    held = PlaceRole.objects.filter(place=decision.place, role__in=KEEPERS).held_at(at)
    n_keepers = held.values("account").distinct().count()
    if n_keepers >= 2:
        return ""
    there = "There is one" if n_keepers else "There is none"
    return (
        "Somebody may vote whom nobody can check at once, and two roll keepers settle such votes, "
        f"each on their own. {there} in {decision.place.name}. Whoever leads the place can name "
        "another on its team page."
    )


def _why_not_timed(decision: Decision, at: datetime) -> str:
    if decision.closes_at is None:
        return "Say in the settings when voting will close. After that moment nobody can vote."
    if decision.is_past_closing(at):
        return (
            f"Voting was to close on {deadline(decision.closes_at)}, and that has passed. "
            "Choose a time that is still to come, in the settings."
        )
    return ""


def _why_not_keys(decision: Decision) -> str:
    ready = decision.counting_officers.exclude(public_key=b"").count()
    named = decision.counting_officers.count()
    needed = decision.keys_needed
    if needed < 2:
        return "At least two counting officers must be needed to open the box."
    if named < needed:
        return f"Name {needed} counting officers or more. {needed} of them open the box together."
    if ready < named:
        waiting = "One has" if named - ready == 1 else f"{named - ready} have"
        return f"{waiting} not set a passphrase yet. Each counting officer must do that first."
    return ""


def why_not_close(decision: Decision, because: str, *, at: datetime) -> str:
    """Why voting may not be closed: before its time, only with a reason for everyone to read."""
    if decision.stage == Stage.DRAFT:
        return "Voting has not opened yet."
    if decision.stage != Stage.OPEN:
        return "Voting has already closed."
    if decision.takes_votes(at) and decision.closes_at and not because.strip():
        return (
            f"People were told they can vote until {deadline(decision.closes_at)}. "
            "Say why it closes before. Everyone will read it."
        )
    return ""


def why_not_longer(decision: Decision, *, at: datetime) -> str:
    """Why the closing time may no longer, or not yet, be put off."""
    if decision.stage == Stage.DRAFT:
        return "Voting has not opened yet. Its closing time can be changed in the settings."
    if not decision.takes_votes(at):
        return "Voting has closed, so its time can no longer be changed."
    return ""


def why_not_extend(decision: Decision, until: datetime, because: str, *, at: datetime) -> str:
    """Why people may not be given longer to vote. They can never be given less."""
    if why_not := why_not_longer(decision, at=at):
        return why_not
    if until <= (decision.closes_at or at):
        return (
            f"Choose a time after {deadline(decision.closes_at or at)}. Once people have been "
            "told how long they can vote, it can only become longer."
        )
    return "" if because.strip() else "Say why people get longer. Everyone will read it."


def why_not_abandon(decision: Decision, because: str) -> str:
    """Why a decision may not be called off: once voting has closed, only if nothing can come."""
    if decision.stage == Stage.ABANDONED:
        return "This decision was called off already."
    if decision.stage not in {Stage.DRAFT, Stage.OPEN} and not why_not_ever_count(decision):
        return "Voting has closed, so the decision stands."
    return "" if because.strip() else "Say why it is called off. Everyone will read it."


def why_not_veto(option: Option, because: str) -> str:
    """Why an option may not be struck out: only on grounds fixed before, and before the count."""
    if option.decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "An option can be struck out only between opening and counting."
    if option.vetoed_at:
        return "That option has been struck out already."
    if not option.decision.veto_grounds.strip():
        return "No grounds for striking out were fixed before voting opened."
    return "" if because.strip() else "Say which of the grounds applies, and why."
