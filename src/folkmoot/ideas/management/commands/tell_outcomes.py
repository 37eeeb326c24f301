"""Tell authors and supporters what was decided: run every few minutes, beside `tend`."""

from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.ideas.tasks import tell_what_is_decided


class Command(BaseCommand):
    help = "Tell authors and supporters what published decisions chose. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        number = tell_what_is_decided()
        if number:
            self.stdout.write(f"News of {number} decisions is on its way.")
