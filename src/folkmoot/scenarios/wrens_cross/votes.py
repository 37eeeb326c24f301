"""The fund of last year, decided, and the fund of this year, open for voting."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localtime

from folkmoot.deciding import actions
from folkmoot.deciding.models import Channel, CountingOfficer, Decision, RollEntry, Way
from folkmoot.deciding.rules import AskedLimit
from folkmoot.ideas.actions import put_to_decision
from folkmoot.ideas.models import Proposal
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross.idea import Idea
from folkmoot.scenarios.wrens_cross.people import PASSPHRASES
from folkmoot.scenarios.wrens_cross.proposals import Accounts

GROUNDS = (
    "An option can be struck out only if it would break the law, would be unsafe, needs land "
    "whose owner has said no in writing, or turns out to cost over a quarter more than stated. "
    "The council's head of finance decides, and gives the reason here."
)
# How many people live in each corner of town, for the votes.
WEIGHTS = {"Mill Side": 26, "Canal End": 17, "The Green": 25, "Hill Top": 14, "Station Road": 18}


def at_eight(day: datetime) -> datetime:
    """Eight in the evening of a day, when voting closes, whenever the scenario is made."""
    return localtime(day).replace(hour=20, minute=0, second=0, microsecond=0)


def prepare(
    place: Place,
    title: str,
    budget: int,
    *,
    accounts: Accounts,
    at: datetime,
    closes_at: datetime,
    summary: str,
) -> Decision:
    """A fund, with three counting officers of whom any two open the box."""
    convenor = accounts["convenor"]
    decision = actions.prepare_decision(
        place=place,
        title=title,
        budget_pence=budget * 100,
        summary=summary,
        min_choices=1,
        completion="add1",
        by_code=True,
        by_postcode=True,
        in_person=True,
        minimum_age=11,
        who_may_vote="Everyone of eleven or older who lives, works or learns in Wren's Cross.",
        veto_grounds=GROUNDS,
        opens_at=at + timedelta(days=14),
        closes_at=closes_at,
        by=convenor,
        at=at,
    )
    for key, passphrase in PASSPHRASES.items():
        officer = actions.name_counting_officer(
            decision=decision, account=accounts[key], by=convenor, at=at
        )
        actions.set_passphrase(
            officer=officer, passphrase=passphrase, by=accounts[key], at=at + timedelta(days=1)
        )
    return decision


def join(
    decision: Decision, pairs: Sequence[tuple[Proposal, Idea]], *, accounts: Accounts, at: datetime
) -> None:
    """The proposals become options, at the cost officers gave."""
    for proposal, idea in pairs:
        put_to_decision(
            proposal=proposal,
            decision=decision,
            cost_pence=idea.cost * 100,
            by=accounts["convenor"],
            at=at,
        )


def allow_one(
    decision: Decision, titles: Sequence[str], *, name: str, because: str, by: Account, at: datetime
) -> None:
    """At most one of these options may be funded."""
    about = tuple(decision.options.filter(title__in=titles))
    asked = AskedLimit(name=name, because=because, options=about, most_options=1)
    actions.add_limit(decision=decision, asked=asked, by=by, at=at)


def open_up(
    decision: Decision, n_letters: int, *, accounts: Accounts, at: datetime, rng: Random
) -> tuple[Decision, list[RollEntry], list[str]]:
    """Letters are printed, lots are drawn, voting opens. Returns the roll and the codes."""
    batch, made = actions.make_codes(
        decision=decision,
        n_codes=n_letters,
        label="One letter to each household",
        way=Way.LETTER,
        by=accounts["roll"],
        at=at - timedelta(days=3),
    )
    opened = actions.open_voting(decision=decision, rng=rng, by=accounts["convenor"], at=at)
    return opened, list(batch.entries.order_by("number")), [code for _, code in made]


def vote(
    decision: Decision,
    entries: Sequence[RollEntry],
    ideas: Sequence[Idea],
    *,
    accounts: Accounts,
    at: datetime,
    rng: Random,
) -> None:
    """People vote for what is near them and for what everyone knows, by every channel."""
    channels = [Channel.WEB] * 6 + [Channel.PAPER] * 2 + [Channel.PHONE, Channel.HALL]
    on_paper: list[dict[int, int]] = []
    for step, entry in enumerate(entries):
        corner = rng.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0]
        choices = _choices(ideas, corner, rng)
        channel, when = rng.choice(channels), at + timedelta(minutes=7 * step)
        if channel == Channel.PAPER:
            actions.check_in_paper(told_code=True, entry=entry, by=accounts["hall"], at=when)
            on_paper.append(choices)
        else:
            actions.cast_ballot(entry=entry, choices=choices, channel=channel, by=None, at=when)
    _type_papers(decision, on_paper, accounts=accounts, at=at + timedelta(days=9))


def decide(decision: Decision, *, accounts: Accounts, at: datetime) -> Decision:
    """Voting closes, two officers open the box, the result is published."""
    actions.close_voting(decision=decision, by=accounts["convenor"], at=at)
    officers = CountingOfficer.objects.filter(decision=decision).select_related("account")
    chosen = list(officers.order_by("account__email"))[:2]
    phrases = {officer: PASSPHRASES[officer.account.email.split("@")[0]] for officer in chosen}
    by = chosen[0].account
    actions.count_votes(decision=decision, passphrases=phrases, by=by, at=at + timedelta(days=1))
    return actions.publish_result(
        decision=decision, by=accounts["convenor"], at=at + timedelta(days=2)
    )


def _type_papers(
    decision: Decision, papers: Sequence[dict[int, int]], *, accounts: Accounts, at: datetime
) -> None:
    if not papers:
        return
    registered = actions.register_papers(
        decision=decision, n_papers=len(papers), by=accounts["hall"], at=at
    )
    for paper, choices in zip(registered, papers, strict=True):
        for key in ("hall", "desk"):
            actions.type_paper(
                paper=paper, choices=choices, is_spoilt=False, by=accounts[key], at=at
            )


def _choices(ideas: Sequence[Idea], corner: str, rng: Random) -> dict[int, int]:
    chosen = {
        number: 1
        for number, idea in enumerate(ideas, start=1)
        if rng.random() < (idea.near if idea.corner == corner else idea.known * 0.7)
    }
    return chosen or {rng.randrange(len(ideas)) + 1: 1}
