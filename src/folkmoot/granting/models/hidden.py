"""Who may read an application through its assessment, and who may not because of an interest.

Both are parts of the one predicate that stands for all reading, `Application.objects.visible_to`:
lists, search, export, mail and API ask nothing else.
"""

from django.db.models import Q


def opened_to(user: object) -> Q:
    """Applications that somebody assesses, over and above what a role in the programme shows."""
    return Q(pk__in=[])


def kept_from(user: object) -> Q:
    """Applications somebody has an interest in: nothing of them is shown, whatever their role."""
    return Q(pk__in=[])
