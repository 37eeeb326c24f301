"""What the room of applications knows of one account, to take away."""

from django.apps import apps

from folkmoot.granting.models import Endorsement, Mark, Partner
from folkmoot.granting.queries.applying_tasks import applying_about
from folkmoot.kernel.personal import named_in
from folkmoot.people.models import Account


def everything_about(account: Account) -> dict[str, object]:
    """What they applied for, assessed, declared and decided; and what they were asked by post."""
    given = Mark.objects.filter(assignment__assessor__account=account)
    endorsed = Endorsement.objects.filter(email__iexact=account.email).exclude(email="")
    asked = Partner.objects.filter(email__iexact=account.email, account__isnull=True)
    return applying_about(account) | {
        "named_in_applications": named_in(apps.get_app_config("granting").get_models(), account),
        "marks_given": [
            {
                "application": each.assignment.application.ref,
                "criterion": each.criterion.name,
                "mark": each.value,
                "words": each.words,
            }
            for each in given.select_related("assignment__application", "criterion").order_by("pk")
        ],
        "asked_for_a_council": [
            {"council": each.council, "name": each.name, "post": each.post, "words": each.words}
            for each in endorsed.order_by("pk")
        ],
        "asked_as_a_partner": [
            {"for": each.name, "answered_as": each.answered_as, "words": each.words}
            for each in asked.exclude(email="").order_by("pk")
        ],
    }
