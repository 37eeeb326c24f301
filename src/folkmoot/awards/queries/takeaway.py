"""What the room of awards knows of one account, to take away."""

from django.apps import apps

from folkmoot.awards.models import GroupMember
from folkmoot.awards.queries.small.pages import everything_about as on_panels
from folkmoot.kernel.personal import named_in
from folkmoot.people.models import Account


def everything_about(account: Account) -> dict[str, object]:
    """What they prepared, signed, certified, paid or lent; what they said on a panel; and the
    small ideas they are one of the four of, by their address.
    """
    four = GroupMember.objects.filter(email__iexact=account.email).exclude(email="")
    return on_panels(account) | {
        "named_in_awards": named_in(apps.get_app_config("awards").get_models(), account),
        "small_ideas_of_yours": [
            {"idea": each.grant.title, "name": each.name, "phone": each.phone}
            for each in four.select_related("grant").order_by("pk")
        ],
    }
