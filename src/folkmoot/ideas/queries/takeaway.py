"""All that this room knows of one account, to take away."""

from django.urls import reverse

from folkmoot.ideas.models import Author, Draft, Support
from folkmoot.people.models import Account


def everything_about(account: Account) -> dict[str, object]:
    """Proposals written, with every version's words; support given; answers to mergers."""
    authors = Author.objects.filter(person__account=account).select_related("proposal__place")
    supports = Support.objects.filter(account=account).select_related("proposal")
    return {
        "proposals": [_authorship(each) for each in authors.prefetch_related("merger_consents")],
        "supports": [
            {
                "proposal": each.proposal.title,
                "page": reverse("ideas:proposal", args=[each.proposal.ref]),
                "given_at": each.given_at.isoformat(),
                "news_to": each.email,
            }
            for each in supports.order_by("given_at")
        ],
    }


def _authorship(author: Author) -> dict[str, object]:
    proposal = author.proposal
    return {
        "place": proposal.place.name,
        "page": reverse("ideas:proposal", args=[proposal.ref]),
        "reference": proposal.ref,
        "put_at": proposal.put_at.isoformat(),
        "stage": proposal.get_stage_display(),
        "name_shown": author.shown_name,
        "text": Draft.of(proposal).as_fields(),
        "answers_to_mergers": [
            {"yes": each.is_yes, "words": each.words, "given_at": each.given_at.isoformat()}
            for each in author.merger_consents.all()
        ],
    }
