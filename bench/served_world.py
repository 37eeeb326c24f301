"""Fill a place for pages that are served: reads sizes as JSON, prints the addresses as JSON."""

import json
import sys

import django


def main(n_proposals: int, n_decisions: int) -> dict[str, str]:
    """The addresses of three pages, and the key of a session of the place's convenor."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from bench import world
    from folkmoot.people.models import Account

    made = world.make(n_proposals, n_decisions, None, lambda words: print(words, file=sys.stderr))
    convenor, browser = Account.objects.get(pk=made.organiser_id), Client()
    browser.force_login(convenor)
    return {
        "list": f"/ideas/in/{made.place}/",
        "proposal": f"/ideas/{made.proposal}/",
        "tasks": "/tasks/",
        "email": convenor.email,
        "cookie": settings.SESSION_COOKIE_NAME,
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
    }


if __name__ == "__main__":
    print(json.dumps(main(*json.loads(sys.stdin.read()))))
