"""Why, and why not: an outcome told as sentences with names and sums."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from folkmoot.counting.limits import listed, why_ruled_out

MOST_NAMED = 3
SHARED = ("equal-shares", "exact-equal-shares", "phragmen")


class Telling:
    """Turns the accounts of one count into sentences.

    Parameters
    ----------
    outcome : mapping
        `rule`, `endowment`, `rounds`, `accounts`, and `limits` where there are any: as a
        decision keeps its count, or as `facts.projects` makes it of any. Sums are in the
        smallest unit of money, exact.
    names : mapping of int to str
        The options' titles by their numbers.
    sum_of : function
        Writes a sum, given in the smallest unit, as people read it.
    """

    def __init__(
        self,
        outcome: Mapping[str, Any],
        names: Mapping[int, str],
        sum_of: Callable[[Fraction], str],
    ) -> None:
        self.outcome, self.names, self._sum_of = outcome, names, sum_of
        self.rounds = {step["option"]: step for step in outcome["rounds"]}
        self.endowment = Fraction(outcome["endowment"])

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

    def name(self, number: int) -> str:
        """An option's title in quotation marks, shortened."""
        title = self.names.get(number, f"No. {number}")
        return f"“{title if len(title) <= 60 else title[:57].rstrip() + '…'}”"

    def _funded(self, account: Mapping[str, Any]) -> str:
        step = self.rounds[account["option"]]
        people = _people(step["votes"])
        if paid := self._paid(step):
            if step["by"] == "equal-shares" and step["votes"] == 1:
                return f"One person chose it and paid all of it: {self.sum(step['cap'])}."
            return f"{people} chose it{paid}."
        if self.endowment:
            return f"{people} chose it. It was paid from what was left over, for its votes."
        return f"{people} chose it, and it fitted the money left at its turn."

    def _paid(self, step: Mapping[str, Any]) -> str:
        """How it was paid for by its supporters, or chosen with others; "" by its place alone."""
        most = self.sum(step["cap"])
        saved = self.sum(step["time"]) if step["by"] == "phragmen" else ""
        return {
            "equal-shares": f" and paid for it together, none of them more than {most}",
            "exact-equal-shares": f". Each of those who paid for it gave the same: {most}",
            "bounded-overspending": f" and paid towards it, none of them more than {most}",
            "phragmen": f". By the time each had saved {saved} they could pay for it",
            "welfare": ". It is in the set worth most to all voters together",
        }.get(step["by"], "")

    def _too_few(self, account: Mapping[str, Any]) -> str:
        had = self.sum(account["votes"] * self.endowment)
        return (
            f"Too few votes for its cost. {_people(account['votes'])} chose it; all their shares "
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
            f"{_people(account['votes'])} chose it, but {_how_much(others, account)} of their "
            "money had gone to other things they chose as well: "
            f"{listed(told)}. {self.sum(account['left'])} was left, "
            f"and it costs {self.sum(account['cost'])}{_in_equal_parts(account)}."
        )

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
        if self.outcome["rule"].startswith("phragmen"):
            return (
                f"{_people(account['votes'])} chose it. By the time they had saved its cost, "
                f"{self.sum(account['cost'])}, less than that was left of all the money."
            )
        return (
            f"{_people(account['votes'])} chose it. When its turn came {self.sum(account['left'])} "
            f"was left, and it costs {self.sum(account['cost'])}."
        )

    def _after_the_stop(self, account: Mapping[str, Any]) -> str:
        return (
            f"{_people(account['votes'])} chose it. The rule stops at the first option that no "
            "longer fits the money, and that came before its turn."
        )

    def _below_threshold(self, account: Mapping[str, Any]) -> str:
        people = _people(account["votes"]) if account["votes"] else "Nobody"
        return f"{people} chose it, fewer than the least the rule asks for."

    def _over_budget(self, account: Mapping[str, Any]) -> str:
        too_dear = f"costs {self.sum(account['cost'])}, more than all the money there was."
        if not account["votes"]:
            return f"Nobody chose it, and it {too_dear}"
        return f"{_people(account['votes'])} chose it, but it {too_dear}"

    def _ruled_out(self, account: Mapping[str, Any]) -> str:
        words, beside = why_ruled_out(account["option"], self.outcome, self.name, self.sum)
        rule, left = self.outcome["rule"], Fraction(account["left"])
        # Then it is said to be ruled out only if its supporters held its cost, or it still fitted.
        could = rule.startswith(SHARED) or (not self.endowment and left >= account["cost"])
        fitted = " and it would have fitted" if beside and could else ""
        return f"{_people(account['votes'])} chose it{fitted}, but {words}."

    def _better_without(self, account: Mapping[str, Any]) -> str:
        return (
            f"{_people(account['votes'])} chose it. Of all that the money allows, the set worth "
            "most to all voters together does without it."
        )

    def _below_cut(self, account: Mapping[str, Any]) -> str:
        return (
            f"{_people(account['votes'])} chose it: too few of all who voted for so large a part "
            "of the money. That limit was fixed before voting."
        )


def _people(number: int) -> str:
    return "One person" if number == 1 else f"{number:,} people"


def _in_equal_parts(account: Mapping[str, Any]) -> str:
    """Where all who pay must pay the same, they may hold the cost together and yet not pay it."""
    if Fraction(account["left"]) < account["cost"]:
        return ""
    return ": enough together, but not in the equal parts that this rule asks for"


def _how_much(others: list[Mapping[str, Any]], account: Mapping[str, Any]) -> str:
    gone = sum((Fraction(part["sum"]) for part in others), Fraction(0))
    return "most" if gone > Fraction(account["left"]) else "some"
