"""Where a decision stands, and what waits on whom: the officers' side."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from folkmoot.deciding import rules
from folkmoot.deciding.models import (
    Channel,
    CodeBatch,
    CountingOfficer,
    Decision,
    RollEntry,
    Stage,
)
from folkmoot.deciding.queries.counting import count_sentence
from folkmoot.deciding.queries.doubtful import Doubt, doubt_of, waiting_on
from folkmoot.deciding.queries.teams import Team
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import deadline, hour, listed

VOTED_BY = (Channel.WEB, Channel.PAPER, Channel.PHONE, Channel.HALL)


@dataclass(frozen=True, slots=True)
class Papers:
    """How many paper ballots there are, and how far they have come."""

    numbered: int
    sealed: int
    spoilt: int

    @property
    def waiting(self) -> int:
        """Papers that two people have not yet agreed on."""
        return self.numbered - self.sealed - self.spoilt


@dataclass(frozen=True, slots=True)
class Tallies:
    """Numbers about the roll, the papers and the box. Never what anyone chose."""

    on_roll: int
    voted: dict[str, int]  # channel → votes taken
    doubt: Doubt  # votes taken, and still to be settled
    batches: int
    papers: Papers
    envelopes: int

    @property
    def doubtful(self) -> int:
        """Votes taken, and still to be settled."""
        return self.doubt.total

    @property
    def n_voted(self) -> int:
        """Votes taken, whatever the way."""
        return sum(self.voted.values())

    @property
    def by_channel(self) -> list[tuple[str, int]]:
        """Each way of voting with its number, for a page."""
        return [(each.label, self.voted.get(each.value, 0)) for each in VOTED_BY]


def tallies_of(decision: Decision) -> Tallies:
    """Every number about a decision under way, in five queries however large it is."""
    votes = Counter(dict(decision.roll.order_by().values_list("channel").annotate(n=Count("id"))))
    on_roll = sum(votes.values())
    votes.pop(Channel.NONE.value, None)
    return Tallies(
        on_roll=on_roll,
        voted=dict(votes),
        doubt=doubt_of(decision),
        batches=decision.code_batches.filter(withdrawn_at__isnull=True).count(),
        papers=papers_of(decision),
        envelopes=decision.envelopes.count(),
    )


def papers_of(decision: Decision) -> Papers:
    """The paper ballots of a decision, counted."""
    counted = decision.paper_ballots.aggregate(
        numbered=Count("id"),
        sealed=Count("id", filter=Q(is_sealed=True)),
        spoilt=Count("id", filter=Q(is_spoilt=True)),
    )
    return Papers(**counted)


def officers_of(decision: Decision) -> list[CountingOfficer]:
    """The counting officers of a decision, by name."""
    named = CountingOfficer.objects.filter(decision=decision).select_related("account", "decision")
    return sorted(named, key=lambda each: (each.account.shown_name().casefold(), str(each.pk)))


@dataclass(frozen=True, slots=True)
class Station:
    """One stop between an idea of a decision and its result."""

    key: str
    name: str
    state: str  # "done", "now", "later"
    sentence: str
    who: str
    address: str  # the name of the page where it is done
    permission: Permission
    why_not: str  # before its time, why its page has nothing to offer yet

    @property
    def is_shut(self) -> bool:
        """Whether its page would only refuse: before its time, or when there is no going back."""
        return bool(self.why_not) or (self.state == "done" and self.address in NO_GOING_BACK)


NO_GOING_BACK = {"help", "close"}


def stations_of(decision: Decision, tallies: Tallies, team: Team, at: datetime) -> list[Station]:
    """Ten stops in order, each with what is waiting and on whom."""
    officers = officers_of(decision)
    stops = [
        *_before_opening(decision, tallies, officers, at),
        *_while_voting(decision, tallies, at),
        *_after_closing(decision, tallies, at),
    ]
    named = _named_for(officers)
    if tallies.doubtful and not rules.why_not_ever_count(decision):
        named["settle"] = _who_looks(decision, tallies.doubt, team)
    return _with_one_now(decision, stops, team, named)


def _who_looks(decision: Decision, doubt: Doubt, team: Team) -> str:
    """The roll keepers who have doubtful votes to look at, each with how many."""
    waits = waiting_on(decision, doubt, team.who_may(Permission.ROLL_KEEP))
    if not waits:
        return "one more roll keeper: each can look only once. Name another on the team"
    return listed([f"{name} ({number} to look at)" for name, number in sorted(waits.items())])


def _named_for(officers: list[CountingOfficer]) -> dict[str, str]:
    """Stops that wait on counting officers of this very decision, not on everyone's."""
    without = [each.account.shown_name() for each in officers if not each.has_passphrase]
    counting = [each.account.shown_name() for each in officers]
    named = {"count": counting, "counting": counting, "officers": without}
    return {key: listed(names) for key, names in named.items() if names}


Stop = tuple[str, str, bool, str, str, Permission]


def _before_opening(
    decision: Decision, tallies: Tallies, officers: list[CountingOfficer], at: datetime
) -> list[Stop]:
    opened, n_options = decision.opened_at is not None, decision.options.count()
    named, ready = len(officers), sum(each.has_passphrase for each in officers)
    prepared = opened or (n_options >= 2 and not rules.why_not_settings(decision, at=at))
    keys = opened or (named >= decision.keys_needed and ready == named)
    said = f"{_counted(n_options, 'option', 'options')} on the ballot paper."
    held = f"{ready} of {named} have set their passphrase; " if named else "Nobody is named yet; "
    held += f"{decision.keys_needed} open the box together."
    if decision.is_box_open:
        held = f"{_counted(named, 'officer', 'officers')} named; the box has been opened."
    sent = f"{_counted(tallies.on_roll, 'person', 'people')} can vote so far, "
    sent += f"{_counted(tallies.batches, 'batch', 'batches').lower()} of codes made."
    letters = tallies.on_roll > 0 or opened or not (decision.by_code or decision.by_roll)
    keep, prepare = Permission.ROLL_KEEP, Permission.DECISION_PREPARE
    return [
        ("prepare", "Prepare", prepared, said, "options", prepare),
        ("officers", "Officers and passphrases", keys, held, "officers", prepare),
        ("letters", "Letters and the roll", letters, sent, "roll", keep),
        ("open", "Open", opened, _open_sentence(decision, at), "open", Permission.DECISION_OPEN),
    ]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'No'} {one if number == 1 else many}"


def _open_sentence(decision: Decision, at: datetime) -> str:
    if decision.stage == Stage.DRAFT:
        return rules.why_not_open(decision, at=at) or "Everything is ready. Look at it once more."
    return "Everything was fixed, and can be checked."


def _while_voting(decision: Decision, tallies: Tallies, at: datetime) -> list[Stop]:
    closed, take = decision.closed_at is not None, Permission.BALLOT_TAKE
    over = closed or decision.waits_for_count(at)
    said = f"{tallies.n_voted} of {tallies.on_roll} on the roll have voted."
    if decision.opened_at is None:
        said = "On the web, on paper, by phone and in the hall, all in one count."
    shut = "The list of envelopes is public." if closed else _closing_sentence(decision, at)
    return [
        ("voting", "Voting", over, said, "help", take),
        ("close", "Close", closed, shut, "close", Permission.DECISION_OPEN),
    ]


def _closing_sentence(decision: Decision, at: datetime) -> str:
    if decision.waits_for_count(at):
        return (
            "Nobody can begin to vote now. People who were in the hall in time may finish until "
            f"{hour(decision.hall_until)}; then it closes by itself."
        )
    if decision.closes_at:
        return f"It closes on {deadline(decision.closes_at)}. Nobody can vote or change after that."
    return "Nobody can vote or change after that."


def _after_closing(decision: Decision, tallies: Tallies, at: datetime) -> list[Stop]:
    counted, opened = decision.counted_at is not None, decision.is_box_open
    waiting = tallies.papers.waiting
    why = rules.why_not_count(decision) if decision.stage == Stage.CLOSED else ""
    papers = f"{_counted(waiting, 'paper', 'papers')} to type."
    open_ends = f"{tallies.doubt.sentence or 'No doubtful votes.'} {papers}"
    page, may = _what_to_settle(decision, tallies, waiting)
    if page == "doubtful":
        why = open_ends  # who looks at what next, and not only that something waits
    settled = opened or (decision.stage == Stage.CLOSED and not why)
    look = "Those who counted look at the result before anyone else does."
    count = f"{decision.keys_needed} counting officers, together at one screen."
    station = "counting" if decision.stage == Stage.COUNTING else "count"
    if station == "counting":
        count = count_sentence(decision, at)
    published = decision.published_at is not None
    return [
        ("settle", "Settle doubtful votes and paper", settled, why or open_ends, page, may),
        (station, "Open the box and count", counted, count, station, Permission.DECISION_COUNT),
        ("look", "Look", counted, look, "look", Permission.DECISION_COUNT),
        (
            "publish",
            "Publish",
            published,
            "Everyone sees page and files at the same moment.",
            "publish",
            Permission.DECISION_PUBLISH,
        ),
    ]


def _what_to_settle(decision: Decision, tallies: Tallies, waiting: int) -> tuple[str, Permission]:
    if rules.why_not_ever_count(decision):
        return "call_off", Permission.DECISION_OPEN
    if tallies.doubtful:
        return "doubtful", Permission.ROLL_KEEP
    return ("paper", Permission.PAPER_TYPE) if waiting else ("reconcile", Permission.PAPER_TYPE)


def _with_one_now(
    decision: Decision, stops: list[Stop], team: Team, named: dict[str, str]
) -> list[Station]:
    """The first stop that is not done is now; the rest is later."""
    states = ["done" if stop[2] else "later" for stop in stops]
    if "later" in states:
        states[states.index("later")] = "now"
    return [
        Station(
            key,
            name,
            state,
            said,
            named.get(key) or team.who(may),
            page,
            may,
            why_not=rules.why_not_step(decision, page) if state == "later" else "",
        )
        for (key, name, _, said, page, may), state in zip(stops, states, strict=True)
    ]


def batches_of(decision: Decision) -> list[CodeBatch]:
    """Batches of codes, latest first, each with how many of them were used."""
    voted = Count("entries", filter=~Q(entries__channel=Channel.NONE))
    return list(decision.code_batches.annotate(n_used=voted).order_by("-made_at", "-id"))


def entry_numbered(decision: Decision, number: int) -> RollEntry | None:
    """The line of the roll with this number."""
    return decision.roll.filter(number=number).select_related("batch").first()
