"""A voter at a keyboard, for tests: goes from page to page as a browser without scripts does."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from folkmoot.deciding.models import BallotType, Decision
from folkmoot.deciding.tests.makers import a_code


@dataclass
class Voter:
    """Somebody voting in one decision. `went` is every address they passed through."""

    decision: Decision
    client: Client = field(default_factory=Client)
    went: list[str] = field(default_factory=list)

    def get(self, name: str, **more: Any) -> Any:
        """Open one of the decision's pages."""
        return self._noted(self.client.get(self.page(name), **more))

    def post(self, name: str, told: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """Press a button on one of the decision's pages."""
        return self._noted(self.client.post(self.page(name), told or {}, **more))

    def page(self, name: str) -> str:
        """The address of one of the decision's pages."""
        return reverse(f"deciding:{name}", args=[self.decision.ref])

    def come_in(self, code: str = "") -> Any:
        """Type a code on the decision's own page; a fresh one if none is given."""
        return self.post("vote", {"code": code or a_code(self.decision)[1]})

    def fill_in(self, choices: Mapping[int, object], step: str = "review") -> Any:
        """Fill in the paper and press a button: `step` is which."""
        if self.decision.ballot_type in {BallotType.APPROVAL, BallotType.KNAPSACK}:
            told: dict[str, Any] = {"choose": [str(number) for number in choices]}
        else:
            told = {f"give-{number}": str(given) for number, given in choices.items()}
        return self.post("ballot", told | {"step": step})

    def carried(self) -> str:
        """The choices that the look-over page carries to the box."""
        page = self.get("review").content.decode()
        return str(page.split('name="ballot" value="')[1].split('"')[0])

    def cast(self, carried: str = "") -> Any:
        """Press the button that casts."""
        return self.post("cast", {"ballot": carried or self.carried()})

    def again(self) -> "Voter":
        """The same person in a second window, with the cookies as they are now."""
        window = Voter(self.decision)
        window.client.cookies = deepcopy(self.client.cookies)
        return window

    def receipt(self) -> tuple[str, str]:
        """The code and the mark on the receipt page."""
        context = self.get("receipt").context
        return context["code"], context["slip"].mark

    def vote(self, choices: Mapping[int, object], code: str = "") -> tuple[str, str]:
        """From the code to the receipt."""
        self.come_in(code)
        self.fill_in(choices)
        self.cast()
        return self.receipt()

    def _noted(self, response: Any) -> Any:
        self.went.append(response.wsgi_request.get_full_path())
        self.went.append(response.get("Location", ""))
        return response


def text_of(response: Any) -> str:
    """A page as one line, with its apostrophes and quotation marks as people read them."""
    return " ".join(unescape(response.content.decode()).split())
