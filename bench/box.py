"""The decision of the measured votes, made and settled through the actions of the deciding room.

`python -m bench.box prepare N` prints its reference and N codes; `python -m bench.box settle`
reads what the voters sent, closes, counts, and prints what was found.
"""

import json
import random
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import django

N_OPTIONS = 20
PASSPHRASE = "kettle lantern orchard violin"


def prepare(n_codes: int) -> dict[str, Any]:
    """A decision that is open, with three counting officers and so many codes."""
    from folkmoot.deciding import actions
    from folkmoot.deciding.models import Way
    from folkmoot.kernel import clock
    from folkmoot.kernel.access.roles import COUNTING_OFFICER, ROLL_KEEPER
    from folkmoot.people.models import Account
    from folkmoot.places.actions import create_place, give_role

    at = clock.now()
    place = create_place(name="Bench End", by=None, at=at)
    decision = actions.prepare_decision(
        place=place,
        title="A fund",
        budget_pence=500_000,
        max_choices=5,
        closes_at=at + timedelta(days=1),
        by=None,
        at=at,
    )
    for number in range(N_OPTIONS):
        actions.add_option(
            decision=decision, title=f"Option {number}", cost_pence=40_000, by=None, at=at
        )
    for number in range(3):
        account = Account.objects.create_user(f"officer{number}@example.org", name=f"O{number}")
        give_role(place=place, email=account.email, role=COUNTING_OFFICER, by=None, at=at)
        officer = actions.name_counting_officer(decision=decision, account=account, by=None, at=at)
        actions.set_passphrase(
            officer=officer, passphrase=f"{PASSPHRASE} {number}", by=account, at=at
        )
    for number in range(2):
        account = Account.objects.create_user(f"keeper{number}@example.org", name=f"K{number}")
        give_role(place=place, email=account.email, role=ROLL_KEEPER, by=None, at=at)
    decision = actions.open_voting(decision=decision, rng=random.Random(1), by=None, at=at)
    _, made = actions.make_codes(
        decision=decision, n_codes=n_codes, label="Letters", way=Way.LETTER, by=None, at=at
    )
    return {"ref": decision.ref, "codes": [code for _, code in made]}


def settle(told: dict[str, Any]) -> dict[str, Any]:
    """Close, look for every mark, count, and compare the piles with the ballots that were sent."""
    from folkmoot.deciding import actions
    from folkmoot.deciding.models import Decision
    from folkmoot.kernel import clock

    at = clock.now()
    decision = Decision.objects.get(ref=told["ref"])
    n_used = decision.roll.exclude(channel="").count()
    n_envelopes = decision.envelopes.count()
    decision = actions.close_voting(
        decision=decision, because="All ballots are in.", by=None, at=at
    )
    listed = {mark[:16] for mark in decision.envelope_list.split()}
    officers = decision.counting_officers.select_related("account").order_by("account__name")[:2]
    passphrases = {officer: f"{PASSPHRASE} {officer.account.name[1:]}" for officer in officers}
    count = actions.count_votes(decision=decision, passphrases=passphrases, by=None, at=at)
    piles = Counter(dict(decision.piles.values_list("choices", "n_ballots")))
    sent = Counter(told["ballots"])
    return {
        "n_used": n_used,
        "n_envelopes": n_envelopes,
        "n_listed": len(listed),
        "n_marks_missing": len(set(told["marks"]) - listed),
        "n_lost": (sent - piles).total(),
        "n_doubled_or_strange": (piles - sent).total(),
        "n_spoilt": count.n_spoilt,
        "n_counted": count.n_ballots,
    }


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "prepare":
        print(json.dumps(prepare(int(sys.argv[2]))))
    else:
        print(json.dumps(settle(json.loads(sys.stdin.read()))))
