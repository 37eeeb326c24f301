"""Fill a call with applications and time its list: reads a number and how often, prints JSON."""

import json
import random
import sys
from datetime import timedelta
from typing import Any

import django

from bench.page_times import timed

STAGES = ("SUBMITTED", "ELIGIBLE", "INELIGIBLE", "MORE_INFORMATION", "WITHDRAWN")
WORDS = ("food", "market", "orchard", "kitchen", "river", "youth", "skills", "paths")


def main(number: int, times: int) -> list[dict[str, Any]]:
    """The list as its grant manager asks for it."""
    django.setup()
    from django.test import Client

    from folkmoot.granting.tests.makers import a_call, a_manager

    call = a_call()
    _fill(call, number)
    browser = Client()
    browser.force_login(a_manager(call.programme))
    home, last = f"/calls/{call.ref}/applications/", max(1, number // 50)
    asked = {
        "the list": "",
        "its last page": f"?page={last}",
        "by title": "?sort=title",
        "by sum, last page": f"?sort=sum&page={last}",
        "one stage": "?stage=ELIGIBLE",
        "one area": "?area=E07000117",
        "with two words": "?words=food+trust",
    }
    pages = {name: (lambda query=query: browser.get(home + query)) for name, query in asked.items()}
    return [timed(name, ask, times) for name, ask in pages.items()]


def _fill(call: Any, number: int) -> None:
    """Rows as they would stand, without the years it takes to hand them in."""
    from django.db import transaction

    from folkmoot.granting.models import Application
    from folkmoot.granting.tests.makers import AREAS, OPEN, an_organisation
    from folkmoot.kernel.questions.models import AnswerSet

    rng = random.Random(1)
    leads = [an_organisation(f"{word.title()} Trust {n}") for word in WORDS for n in range(25)]
    with transaction.atomic():
        answers = AnswerSet.objects.bulk_create(
            AnswerSet(question_set=call.questions, opened_at=OPEN, closed_at=OPEN)
            for _ in range(number)
        )
        rows = []
        for n, each in enumerate(answers):
            title, lead, area = f"{rng.choice(WORDS)} for {n}", rng.choice(leads), rng.choice(AREAS)
            row = Application(call=call, title=title, lead=lead, answers=each)
            row.area_code, row.area_name = area.code, area.name
            row.words = f"{title} {lead.name} {area.name}".lower()
            row.asked_pence, row.stage = rng.randrange(100_000, 5_000_000), rng.choice(STAGES)
            row.stage_at, row.stage_why, row.started_at = OPEN, "So it is.", OPEN
            row.submitted_at = OPEN + timedelta(seconds=n)
            row.submitted_sha256, row.is_handed_in = "0" * 64, True
            rows.append(row)
        Application.objects.bulk_create(rows)


if __name__ == "__main__":
    print(json.dumps(main(*json.loads(sys.stdin.read()))))
