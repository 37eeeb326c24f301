"""What must go from journeys when a name is taken away; parts of other actions."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising.models import OF_A_PERSON, Because, Knot, Neighbour


def untie_words(*, said: Iterable[UUID], whose: Iterable[UUID]) -> None:
    """Remove each tie between what was said and what is of one of these, ended ones too.

    Taking a name from a conversation would be in vain while the conversation is said to have
    led to what that person offered. `said` and `whose` are keys of conversations and neighbours.
    """
    keys, people = list(said), list(whose)
    words = Knot.objects.filter(
        Q(conversation__in=keys) | Q(promise__conversation__in=keys)
    ).values("pk")
    theirs = Knot.objects.filter(_of(people)).values("pk")
    gone, _ = Because.objects.filter(
        Q(cause__in=words, effect__in=theirs) | Q(cause__in=theirs, effect__in=words)
    ).delete()
    if gone:
        sweep_after_commit([Because])


def empty_hows(neighbour: Neighbour) -> None:
    """Empty what was written on the ties of what is somebody's: it may say their name."""
    theirs = Knot.objects.filter(
        _of([neighbour.pk]) | Q(conversation__speakers__neighbour=neighbour)
        | Q(promise__conversation__speakers__neighbour=neighbour)
    ).values("pk")  # fmt: skip
    told = Because.objects.exclude(how="").filter(Q(cause__in=theirs) | Q(effect__in=theirs))
    if told.update(how=""):
        sweep_after_commit([Because])


def _of(people: list[UUID]) -> Q:
    of = Q()
    for kind in OF_A_PERSON:
        of |= Q(**{f"{kind}__neighbour__in": people})
    return of
