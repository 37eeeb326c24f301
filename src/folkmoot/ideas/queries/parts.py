"""What belongs to one proposal: asked for its page all day, so each is put together once."""

from uuid import UUID

from django.db.models import Count, QuerySet

from folkmoot.ideas.models import Author, MergerPart, Proposal, Support, Verdict, Version
from folkmoot.kernel.prepared import prepared


@prepared
def credited_with(proposal: UUID) -> QuerySet[Author]:
    """Its authors, the first author first."""
    return Author.objects.credited().filter(proposal=proposal)


@prepared
def answers_to(proposal: UUID) -> QuerySet[Verdict]:
    """What officers said of it, the latest first."""
    return Verdict.objects.filter(assessment__proposal=proposal).select_related("assessment")


@prepared
def words_of(proposal: UUID) -> QuerySet[Version]:
    """Its words as they stood, the first version first."""
    return Version.objects.filter(proposal=proposal)


@prepared
def merged_into(proposal: UUID) -> QuerySet[Proposal]:
    """Those that became part of it, in the order they were put."""
    return Proposal.objects.filter(merged_into=proposal).order_by("put_at")


@prepared
def put_again_from(proposal: UUID) -> QuerySet[Proposal]:
    """The one it was put forward again as, if it was."""
    return Proposal.objects.filter(put_again_from=proposal).order_by("pk")[:1]


@prepared
def mergers_of(proposal: UUID) -> QuerySet[MergerPart]:
    """Its parts in mergers that were suggested."""
    return MergerPart.objects.filter(proposal=proposal).select_related("merger")


def n_supports_of(proposal: UUID) -> int:
    """How many would support it."""
    return sum(_n_supports(proposal))


@prepared
def _n_supports(proposal: UUID) -> QuerySet[Support, int]:
    found = Support.objects.filter(proposal=proposal).order_by().values("proposal")
    return found.annotate(n=Count("pk")).values_list("n", flat=True)
