"""The questions of the two calls, and what sixty partnerships write into them."""

from dataclasses import dataclass
from random import Random
from typing import Any

from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.scenarios.programme.councils import COUNCILS, Council
from folkmoot.scenarios.programme.people import Someone, by_chance

FIRST = ("Mill", "Abbey", "Harbour", "Priory", "Station", "Orchard", "Castle", "Weir", "Foundry",
         "Chapel", "Market", "Quarry")  # fmt: skip
LAST = ("Fields", "End", "Hill", "Green", "Lanes")
THEMES = (
    "Growing up",
    "Growing old",
    "Work and making",
    "Food and company",
    "Green and outdoors",
)
AIMS = (
    "young people have a say and somewhere to be",
    "nobody grows old alone",
    "skills stay here and work comes back",
    "everyone eats well, and with others",
    "the common ground is looked after by those who use it",
)
EXPRESSION = Form(
    "Expression of interest",
    [
        Part(
            "The place",
            [
                Asked("why", Kind.LONG, "Why here, and why now?", max_words=250),
                Asked("people", Kind.NUMBER, "How many people live there?", least=100),
                Asked(
                    "theme",
                    Kind.ONE,
                    "What is it mostly about?",
                    choices=[(f"t{n}", words) for n, words in enumerate(THEMES)],
                    meaning="theme",
                ),
            ],
        ),
        Part(
            "Who is with you",
            [
                Asked("residents", Kind.LONG, "How do residents lead it?", max_words=250),
                Asked(
                    "sum",
                    Kind.MONEY,
                    "About how much will the plan need?",
                    least=10_000_00,
                    most=240_000_00,
                    meaning="amount",
                ),
            ],
        ),
    ],
)
PLAN = Form(
    "The plan",
    [
        Part(
            "What you heard",
            [
                Asked("heard", Kind.LONG, "What did people say matters?", max_words=400),
                Asked("talks", Kind.NUMBER, "How many conversations is that from?", least=1),
            ],
        ),
        Part(
            "What you will do",
            [
                Asked("do", Kind.LONG, "What will you do, and who does it?", max_words=400),
                Asked("after", Kind.LONG, "What goes on afterwards?", max_words=250),
                Asked(
                    "sum",
                    Kind.MONEY,
                    "How much does it need, over two years?",
                    least=10_000_00,
                    most=240_000_00,
                    meaning="amount",
                ),
            ],
        ),
    ],
)


@dataclass(frozen=True, slots=True)
class Partnership:
    """One that asks: where, who leads, what about, how much, and how strong it truly is.

    `strength` is in hundredths of a mark beside the usual; assessors see it through their own
    severity and through chance.
    """

    number: int
    council: Council
    name: str
    leader: Someone
    theme: int
    pence: int
    strength: int

    @property
    def lead(self) -> str:
        """The organisation that leads."""
        return f"{self.name} Community Trust"


def partnerships(rng: Random) -> list[Partnership]:
    """Sixty, always the same; the last one comes from an area another one has asked for."""
    found = []
    for number, council in enumerate(COUNCILS):
        where = COUNCILS[0] if number == len(COUNCILS) - 1 else council
        found.append(
            Partnership(
                number,
                where,
                f"{FIRST[number % 12]} {LAST[number // 12]}, {where.name}",
                Someone(f"lead-{number}", by_chance(number)),
                rng.randrange(len(THEMES)),
                rng.randrange(150, 241) * 1_000_00,
                round(rng.gauss(0, 60)),
            )
        )
    return found


def expression_of(one: Partnership) -> dict[str, Any]:
    """What it answers in its expression of interest."""
    where, aim = one.name.split(",")[0], AIMS[one.theme]
    return {
        "why": f"In {where} people began to meet because they want a place where {aim}.",
        "people": str(3_000 + 137 * one.number),
        "theme": f"t{one.theme}",
        "residents": "Twelve residents meet every second Tuesday. They chair it and hold the keys.",
        "sum": str(one.pence // 100),
    }


def plan_of(one: Partnership) -> dict[str, Any]:
    """What it answers in its plan."""
    where, aim = one.name.split(",")[0], AIMS[one.theme]
    return {
        "heard": f"At doors and at tea people in {where} said it again and again: that {aim}.",
        "talks": str(180 + 11 * one.number),
        "do": "Open the hall five days a week, pay two people who live here, and start with what "
        "neighbours offered. A group of residents decides each spring.",
        "after": "The trust owns the hall from the second year, and rents carry its running.",
        "sum": str(one.pence // 100),
    }
