"""Who may read an application through its assessment, and who may not because of an interest.

Both are parts of the one predicate that stands for all reading, `Application.objects.visible_to`:
lists, search, export, mail and API ask nothing else.
"""

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Now

# An assignment in these lets its assessor read: they have said that they have no interest.
READING = ("CLEAR", "SCORING", "SUBMITTED", "REOPENED")


def opened_to(user: object) -> Q:
    """Applications that somebody assesses, over and above what a role in the programme shows."""
    key: Any = getattr(user, "pk", None)
    rows: Any = apps.get_model("granting", "Assignment")._base_manager.filter(
        Q(assessor__ends_at__isnull=True) | Q(assessor__ends_at__gt=Now()),
        assessor__account_id=key,
        assessor__account__isnull=False,
        stage__in=READING,
    )
    return Q(pk__in=rows.values("application"))


def kept_from(user: object, path: str = "") -> Q:
    """Applications somebody has an interest in: nothing of them is shown, whatever their role.

    `path` leads to the application, for a question about what hangs on it.
    """
    return Q(**{f"{path}pk__in": _interests_of(user)})


def keys_kept_from(user: object) -> list[Any]:
    """The keys of those; a few, asked for once where thousands are listed."""
    return list(_interests_of(user).values_list("application", flat=True))


def _interests_of(user: object) -> Any:
    key: Any = getattr(user, "pk", None)
    rows: Any = apps.get_model("granting", "Declaration")._base_manager.filter(
        account_id=key, account__isnull=False, has_interest=True, lifted_at__isnull=True
    )
    return rows.values("application")
