"""What several actions do in the same way. Only actions call these."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.deciding.actions import remove_option
from folkmoot.deciding.models import Option
from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas import notices, rules
from folkmoot.ideas.models import (
    Author,
    AuthorLink,
    Contact,
    Draft,
    Merger,
    MergerStage,
    Paper,
    Proposal,
    Stage,
    Version,
)
from folkmoot.ideas.queries import welcome_of
from folkmoot.kernel import links
from folkmoot.people.models import Account, Person
from folkmoot.places.models import Place


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held still until the transaction ends."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "place", "option__decision"
    )
    return rows.get(pk=proposal.pk)


def promised_day(place: Place, at: datetime) -> date:
    """By when officers of a place answer what is put before them now."""
    return localdate(at) + timedelta(days=welcome_of(place).answer_days)


def new_link(author: Author, *, at: datetime, ends_older: bool = False) -> str:
    """A secret that opens this author's own page; only its hash stays here."""
    secret = links.new_secret()
    AuthorLink.objects.create(
        author=author, secret_hash=links.hash_of(secret), made_at=at, ends_older=ends_older
    )
    return secret


def keep_version(proposal: Proposal, *, at: datetime, note: str = "") -> Version:
    """Keep the words as they now stand."""
    return Version.objects.create(
        proposal=proposal,
        number=proposal.version,
        written_at=at,
        note=note,
        **Draft.of(proposal).as_fields(),
    )


def option_facts(proposal: Proposal) -> dict[str, object]:
    """What a ballot paper needs to know."""
    return {
        "title": proposal.title,
        "summary": proposal.what[:2000],
        "theme": proposal.theme,
        "longitude": proposal.longitude,
        "latitude": proposal.latitude,
        "read_more": reverse("ideas:proposal", args=[proposal.ref]),
    }


def end_proposal(
    proposal: Proposal, stage: Stage, because: str, *, by: Account | None, at: datetime
) -> None:
    """Bring a proposal to an end: off a draft list, out of open mergers."""
    option, proposal.option = proposal.option, None
    proposal.stage, proposal.ended_at, proposal.ended_because = stage, at, because.strip()
    proposal.save(update_fields=["stage", "ended_at", "ended_because", "option", "merged_into"])
    if option and is_drafted(option):
        remove_option(option=option, by=by, at=at)
    stop_mergers(proposal, f"“{proposal.title}” was {stage.label.lower()}.", by=by, at=at)


def is_drafted(option: Option) -> bool:
    """Whether the option is on a list that can still change; one called off stays as it was."""
    return option.decision.stage == DecisionStage.DRAFT


def stop_mergers(proposal: Proposal, because: str, *, by: Account | None, at: datetime) -> None:
    """Call off what this proposal was asked to become part of."""
    waiting = Merger.objects.select_for_update().filter(
        parts__proposal=proposal, parts__is_open=True, stage=MergerStage.SUGGESTED
    )
    for merger in waiting:
        merger.stage, merger.ended_at, merger.ended_because = MergerStage.CALLED_OFF, at, because
        merger.save(update_fields=["stage", "ended_at", "ended_because"])
        merger.parts.update(is_open=False)
        notices.merger_ended(merger, rules.authors_asked(merger), by=by, at=at)


def begin(
    proposal: Proposal,
    person: Person,
    contact: Contact,
    *,
    at: datetime,
    paper: Paper | None = None,
) -> Author:
    """Keep a new proposal, its first version and its first author."""
    proposal.put_at = at
    proposal.answer_date = promised_day(proposal.place, at)
    proposal.save()
    keep_version(proposal, at=at)
    return Author.objects.create(
        proposal=proposal,
        person=person,
        shown_name=contact.shown_name.strip(),
        is_first=True,
        accepted_at=at,
        channel=proposal.channel,
        paper_date=paper.date if paper else None,
    )


def credit_again(made: Proposal, authors: Iterable[Author], *, at: datetime) -> list[Author]:
    """Make the authors of other proposals the authors of this one, in their order, once each."""
    credited: dict[object, Author] = {}
    for author in authors:
        if author.person_id in credited:
            continue
        credited[author.person_id] = Author.objects.create(
            proposal=made,
            person=author.person,
            shown_name=author.shown_name,
            is_first=not credited,
            channel=author.channel,
            paper_date=author.paper_date,
            accepted_at=at,
        )
    return list(credited.values())


def person_of(contact: Contact, account: Account | None) -> Person:
    """Who this is: the person behind the account, else someone new to us."""
    details = {
        "name": (contact.name or contact.shown_name).strip(),
        "reach_by": contact.reach_by,
        "email": contact.email.strip(),
        "phone": contact.phone.strip(),
        "address": contact.address.strip(),
    }
    if account is None:
        return Person.objects.create(**details)
    person, _ = Person.objects.update_or_create(account=account, defaults=details)
    return person


def as_author(author: Author | None) -> dict[str, Any]:
    """What the account says of an author who has no account of their own."""
    return {"author": str(author.pk)} if author else {}
