"""Why, and why not: an outcome told as sentences with names and sums."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from folkmoot.counting.limits import listed, why_ruled_out
from folkmoot.methods.budgeting.rule import Rule

MOST_NAMED = 3
SHARED = ("equal-shares", "exact-equal-shares", "phragmen")


class Telling:
    """Turns the accounts of one count into sentences.

    Parameters
    ----------
    outcome : mapping
        `rule`, `endowment`, `rounds`, `accounts`, `spent`, `unspent`, and `limits` where there
        are any: as a decision keeps its count, or as `facts.projects` makes it of any. Sums are
        in the smallest unit of money, exact. With `marks` "points" ballots gave points (or an
        order), and accounts have them.
    names : mapping of int to str
        The options' titles by their numbers.
    sum_of : function
        Writes a sum, given in the smallest unit, as people read it.
    in_full : function
        Writes a whole number of smallest units to the last of them.
    """

    def __init__(
        self,
        outcome: Mapping[str, Any],
        names: Mapping[int, str],
        sum_of: Callable[[Fraction], str],
        in_full: Callable[[int], str],
    ) -> None:
        self.outcome, self.names = outcome, names
        self._sum_of, self._in_full = sum_of, in_full
        self.rounds = {step["option"]: step for step in outcome["rounds"]}
        self.endowment = Fraction(outcome["endowment"])
        self.family = outcome["rule"].split("/")[0]
        self.costs = {each["option"]: each["cost"] for each in outcome.get("accounts", ())}

    def why(self, account: Mapping[str, Any]) -> str:
        """One or two sentences on what became of an option."""
        return {
            "funded": self._funded,
            "no-votes": lambda _: "Nobody chose it.",
            "too-few-votes": self._too_few,
            "money-went-elsewhere": self._elsewhere,
            "lost-a-tie": self._lost_a_tie,
            "did-not-fit": self._did_not_fit,
            "after-the-stop": self._after_the_stop,
            "below-threshold": self._below_threshold,
            "below-cut": self._below_cut,
            "over-budget": self._over_budget,
            "ruled-out": self._ruled_out,
            "better-without": self._better_without,
        }[account["why"]](account)

    def sum(self, exact: str | Fraction | int) -> str:
        """An exact sum as people read it."""
        return self._sum_of(Fraction(exact))

    def at_most(self, exact: str | Fraction | int) -> str:
        """A sum nobody paid more than: to the last penny, and never rounded down."""
        return self._in_full(ceil(Fraction(exact)))

    def short_of(self, exact: str | Fraction | int, cost: int) -> str:
        """A sum that is less than a cost, so written that everyone sees it is less."""
        if self.sum(exact) != self.sum(cost):
            return self.sum(exact)
        return self._in_full(floor(Fraction(exact)))

    def name(self, number: int) -> str:
        """An option's title in quotation marks, shortened."""
        title = self.names.get(number, f"No. {number}")
        return f"“{title if len(title) <= 60 else title[:57].rstrip() + '…'}”"

    def _funded(self, account: Mapping[str, Any]) -> str:
        step = self.rounds[account["option"]]
        chose = self._chose(account)
        if step["by"] == "bounded-overspending":
            return f"{chose}{self._paid_towards(step, account)}."
        if paid := self._paid(step):
            if step["by"] == "equal-shares" and step["votes"] == 1:
                return f"One person chose it and paid all of it: {self.sum(step['cap'])}."
            return f"{chose}{paid}."
        if self.endowment:
            marks = self.outcome.get("marks", "votes")
            return f"{chose}. It was paid from what was left over, for its {marks}."
        return f"{chose}. When its turn came {self.sum(account['left'])} was left, so it fitted."

    def _paid(self, step: Mapping[str, Any]) -> str:
        """How it was paid for by its supporters, or chosen with others; "" by its place alone."""
        most, same = self.at_most(step["cap"]), self.sum(step["cap"])
        saved = self.sum(step["time"]) if step["by"] == "phragmen" else ""
        return {
            "equal-shares": f" and paid for it together, none of them more than {most}",
            "exact-equal-shares": f". Each of those who paid for it gave the same: {same}",
            "phragmen": f". By the time each had saved {saved} they could pay for it",
            "welfare": ". It is in the set worth most to all voters together",
        }.get(step["by"], "")

    def _paid_towards(self, step: Mapping[str, Any], account: Mapping[str, Any]) -> str:
        """What its supporters paid, and what the rest of the money added to it."""
        most = f"none of them more than {self.at_most(step['cap'])}"
        own = [part["sum"] for part in account["taken"] if part["option"] == account["option"]]
        paid = Fraction(own[0]) if own else Fraction(0)
        if paid >= account["cost"]:
            return f" and paid for it together, {most}"
        rest = self.sum(account["cost"] - paid)
        return (
            f" and paid {self.short_of(paid, account['cost'])} towards it, {most}. The other "
            f"{rest} came from what nobody else needed"
        )

    def _chose(self, account: Mapping[str, Any]) -> str:
        """How many chose it; with points that decide, how many they gave it."""
        if self.family == "majority-judgement" and self.outcome.get("marks") == "points":
            return f"{_people(account['votes'])} gave it more than the worst grade"
        told = f"{_people(account['votes'])} chose it"
        points = account.get("points", 0)
        if points > account["votes"] and Rule.parse(self.outcome["rule"]).adds_up_points:
            return f"{told}, with {points:,} points"
        return told

    def _too_few(self, account: Mapping[str, Any]) -> str:
        if self.family == "bounded-overspending":  # few may be enough there, while they hold money
            return self._elsewhere(account)
        had = self.short_of(account["votes"] * self.endowment, account["cost"])
        return (
            f"Too few votes for its cost. {self._chose(account)}; all their shares "
            f"together come to {had}, and it costs {self.sum(account['cost'])}."
        )

    def _elsewhere(self, account: Mapping[str, Any]) -> str:
        others = [part for part in account["taken"] if part["option"] != account["option"]]
        told = [
            f"{self.sum(part['sum'])} to {self.name(part['option'])}"
            for part in others[:MOST_NAMED]
        ]
        if more := len(others) - MOST_NAMED if len(others) > MOST_NAMED else 0:
            rest = sum((Fraction(part["sum"]) for part in others[MOST_NAMED:]), Fraction(0))
            told.append(f"{self.sum(rest)} to {more} more")
        return (
            f"{self._chose(account)}, but {_how_much(others, account)} of their "
            "money had gone to other things they chose as well: "
            f"{listed(told)}. {self._left(account)} was left, "
            f"and it costs {self.sum(account['cost'])}{_in_equal_parts(account)}."
        )

    def _left(self, account: Mapping[str, Any]) -> str:
        enough = Fraction(account["left"]) >= account["cost"]
        left, cost = account["left"], account["cost"]
        return self.sum(left) if enough else self.short_of(left, cost)

    def _lost_a_tie(self, account: Mapping[str, Any]) -> str:
        winner = next(
            step["option"]
            for step in self.outcome["rounds"]
            if account["option"] in step["tied_with"]
        )
        return (
            f"It was exactly level with {self.name(winner)}, and the tie order published before "
            "voting put that one first."
        )

    def _did_not_fit(self, account: Mapping[str, Any]) -> str:
        chose, cost = self._chose(account), account["cost"]
        if self.family == "phragmen":
            return (
                f"{chose}. By the time they had saved its cost, {self.sum(cost)}, less than that "
                "was left of all the money."
            )
        if self.family == "bounded-overspending":
            return f"{chose}. {self._no_longer_fitted(cost)}"
        return (
            f"{chose}. When its turn came {self.short_of(account['left'], cost)} was left, and it "
            f"costs {self.sum(cost)}."
        )

    def _no_longer_fitted(self, cost: int) -> str:
        """After which purchase less was left of all the money than this costs."""
        left = self.outcome["spent"] + self.outcome["unspent"]
        for step in self.outcome["rounds"]:
            left -= self.costs[step["option"]]
            if left < cost:
                return (
                    f"Once {self.name(step['option'])} was funded, {self.short_of(left, cost)} "
                    f"was left of all the money, and it costs {self.sum(cost)}."
                )
        raise LookupError(cost)  # what fits to the end is not passed over for its cost

    def _after_the_stop(self, account: Mapping[str, Any]) -> str:
        return (
            f"{self._chose(account)}. The rule stops at the first option that no "
            "longer fits the money, and that came before its turn."
        )

    def _below_threshold(self, account: Mapping[str, Any]) -> str:
        rule, votes = Rule.parse(self.outcome["rule"]), account["votes"]
        had, marks = account.get("points", votes), self.outcome.get("marks", "votes")
        chose = self._chose(account) if votes else "Nobody chose it"
        if had < rule.minimum_votes:
            return f"{chose}. To take part it needed at least {rule.minimum_votes:,} {marks}."
        percent = f"{float(rule.minimum_percent):g}%"
        return f"{chose}. To take part it needed at least {percent} of all who voted."

    def _over_budget(self, account: Mapping[str, Any]) -> str:
        too_dear = f"costs {self.sum(account['cost'])}, more than all the money there was."
        if not account["votes"]:
            return f"Nobody chose it, and it {too_dear}"
        return f"{self._chose(account)}, but it {too_dear}"

    def _ruled_out(self, account: Mapping[str, Any]) -> str:
        words, beside = why_ruled_out(account["option"], self.outcome, self.name, self.sum)
        rule, left = self.outcome["rule"], Fraction(account["left"])
        # Then it is said to be ruled out only if its supporters held its cost, or it still fitted.
        could = rule.startswith(SHARED) or (not self.endowment and left >= account["cost"])
        fitted = " and it would have fitted" if beside and could else ""
        return f"{self._chose(account)}{fitted}, but {words}."

    def _better_without(self, account: Mapping[str, Any]) -> str:
        return (
            f"{self._chose(account)}. Of all that the money allows, the set worth "
            "most to all voters together does without it."
        )

    def _below_cut(self, account: Mapping[str, Any]) -> str:
        return (
            f"{self._chose(account)}: too few of all who voted for so large a part "
            "of the money. That was fixed before voting."
        )


def _people(number: int) -> str:
    return "One person" if number == 1 else f"{number:,} people"


def _in_equal_parts(account: Mapping[str, Any]) -> str:
    """Where all who pay must pay the same, they may hold the cost together and yet not pay it."""
    if Fraction(account["left"]) < account["cost"]:
        return ""
    return ": enough together, but not in the equal parts that this rule asks for"


def _how_much(others: list[Mapping[str, Any]], account: Mapping[str, Any]) -> str:
    if not Fraction(account["left"]):
        return "all"
    gone = sum((Fraction(part["sum"]) for part in others), Fraction(0))
    return "most" if gone > Fraction(account["left"]) else "some"
