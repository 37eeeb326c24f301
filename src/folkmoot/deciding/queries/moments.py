"""A count as one voter lived through it: round by round, what became of each of their choices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

from folkmoot.deciding.analysis import Share
from folkmoot.deciding.explaining import Telling
from folkmoot.deciding.models import FindingKind, Option
from folkmoot.deciding.queries.findings import Findings
from folkmoot.kernel.ui.words import money

LEFT_OUT = frozenset({"below-cut", "below-threshold", "over-budget", "ruled-out"})


@dataclass(frozen=True, slots=True)
class VoterMoment:
    """One round in which something came of a voter's choice."""

    place: int  # the round; 0 is before the first
    option: Option
    became: str  # "funded", "fell", "level" or "out"
    says: Sequence[str]


@dataclass(frozen=True)
class Purse:
    """One voter's share in whole pence: parts and rest add up to all of it."""

    share: Share
    given: int
    paid: Sequence[int]  # in the order of `share.payments`

    @property
    def is_none(self) -> bool:
        """Whether the rule gives voters no money."""
        return not self.given

    def paid_in(self, place: int) -> int:
        """What was paid in a round."""
        return self._by_round.get(place, (0, False))[0]

    def was_last(self, place: int) -> bool:
        """Whether that was the last they had, less than others paid."""
        return self._by_round.get(place, (0, False))[1]

    def left_after(self, place: int, *, saved: bool) -> int:
        """What was left after a round; 0 for the start."""
        if saved:
            return round(self.share.held[place])
        return self.given - sum(paid for at, (paid, _) in self._by_round.items() if at <= place)

    @cached_property
    def _by_round(self) -> dict[int, tuple[int, bool]]:
        return {
            payment.place: (paid, payment.is_last)
            for payment, paid in zip(self.share.payments, self.paid, strict=True)
        }


@dataclass(frozen=True)
class Course:
    """The rounds of a count, beside one voter's share."""

    telling: Telling
    purse: Purse
    options: Mapping[int, Option]
    budget_pence: int

    def moments(
        self, chosen: Sequence[Mapping[str, Any]], findings: Findings
    ) -> Sequence[VoterMoment]:
        """What became of the chosen options, in the order of the rounds.

        `chosen` are their accounts. When an option fell is known once that is worked out; until
        then it has no moment.
        """
        found = [
            moment
            for account in chosen
            for moment in (
                self._funded(account) if account["funded"] else self._lost(account, findings)
            )
        ]
        before = {"out": 0, "level": 1, "funded": 2, "fell": 3}
        return sorted(found, key=lambda each: (each.place, before[each.became]))

    def _funded(self, account: Mapping[str, Any]) -> Iterator[VoterMoment]:
        number = account["option"]
        place = self._winners.index(number) + 1
        says = self._how_paid(place, self.telling.rounds[number])
        yield VoterMoment(place, self.options[number], "funded", says)

    def _lost(self, account: Mapping[str, Any], findings: Findings) -> Iterator[VoterMoment]:
        number = account["option"]
        option = self.options[number]
        if account["why"] in LEFT_OUT:
            yield VoterMoment(0, option, "out", [self.telling.why(account)])
            return
        tied = (
            place
            for place, step in enumerate(self.telling.outcome["rounds"], start=1)
            if number in step["tied_with"]
        )
        if account["why"] == "lost-a-tie" and (place := next(tied, 0)):
            yield VoterMoment(place, option, "level", [self.telling.why(account)])
        way = findings.of(FindingKind.WAY, number)
        for fall in way["falls"] if way else ():
            yield VoterMoment(fall["after"], option, "fell", self._how_fell(fall, option))

    def _how_paid(self, place: int, step: Mapping[str, Any]) -> list[str]:
        """What this voter paid for an option that was funded, and what was left."""
        if self.purse.is_none:
            return [self._by_its_place(place, step)]
        if step["by"] in ("votes", "votes-per-cost"):
            return [
                "It was paid from what was left of all the money, for its votes. You paid nothing."
            ]
        paid, written = self.purse.paid_in(place), self._written
        if step["by"] == "phragmen":
            if not paid:
                return ["Your savings had just been spent, so others paid for it."]
            return [f"You had saved {written(paid)} by then, and all of it went to this."]
        left = self._left(place)
        if not paid:
            return [self._why_nothing(place, step)]
        if self.purse.was_last(place):
            most = self.telling.sum(step["cap"])
            return [f"You paid the last you had, {written(paid)}. Others paid up to {most}."]
        return [f"You paid {written(paid)}. {left}"]

    def _why_nothing(self, place: int, step: Mapping[str, Any]) -> str:
        if step["by"] == "exact-equal-shares" and (held := self._held(place)):
            return (
                f"Those who paid gave {self.telling.sum(step['cap'])} each. You had "
                f"{self._written(held)} left, which is less, so you paid nothing."
            )
        return "Your share was spent by then, so others paid for it."

    def _by_its_place(self, place: int, step: Mapping[str, Any]) -> str:
        """Where voters hold no money: why it came now, and what was left of all the money."""
        if step["by"] == "welfare":
            return "It is in the set worth most to all voters together."
        people = "one person" if step["votes"] == 1 else f"{step['votes']:,} people"
        why = {
            "majority-judgement": "Of what still fitted, it had the best grades",
            "votes-per-cost": f"Of what still fitted, it had the most votes for its cost: {people}",
        }.get(step["by"], f"Of what still fitted, it had the most votes: {people}")
        left = self.telling.sum(self.budget_pence - self._spent[place - 1])
        return f"{why}. After it {left} was left of all the money."

    def _how_fell(self, fall: Mapping[str, Any], option: Option) -> list[str]:
        says = [f"{self.telling.fell(fall, option.cost_pence)} {self._short(fall, option)}"]
        if self.purse.is_none or not fall["after"]:
            return says
        held = self._held(fall["after"])
        if not held:
            return [*says, "Nothing was left of your own share by then."]
        verb = "had saved" if self._is_saved else "still held"
        return [*says, f"You yourself {verb} {self._written(held)}."]

    def _short(self, fall: Mapping[str, Any], option: Option) -> str:
        return f"That is {self.telling.lacking(fall['had'], option.cost_pence)} short."

    def _left(self, place: int) -> str:
        left = self._held(place)
        return f"{self._written(left)} was left in your share." if left else "That was all you had."

    def _held(self, place: int) -> int:
        return self.purse.left_after(place, saved=self._is_saved)

    def _written(self, pence: int) -> str:
        return money(pence, self.telling.currency)

    @property
    def _is_saved(self) -> bool:
        return bool(self.telling.outcome["rule"].startswith("phragmen"))

    @cached_property
    def _winners(self) -> Sequence[int]:
        winners: Sequence[int] = self.telling.outcome["winners"]
        return winners

    @cached_property
    def _spent(self) -> list[int]:
        costs = {each["option"]: each["cost"] for each in self.telling.outcome["accounts"]}
        return list(accumulate(costs[number] for number in self._winners))
