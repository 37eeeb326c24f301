"""The council's chief executive stands behind an application, or not."""

from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.granting import notices, queries, rules
from folkmoot.granting.actions.locking import locked
from folkmoot.granting.models import Application, Council, Endorsement
from folkmoot.kernel.links import hash_of, new_secret
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

WORKS_FOR = timedelta(days=21)
ANOTHER = "Another address, or another wording, was asked about in its place"


@transaction.atomic
def ask_council(
    *, application: Application, council: Council, by: Account | None, at: datetime
) -> Endorsement:
    """Ask for the endorsement of what the application says now.

    Whoever was asked before is asked no more: this is how a wrong address is put right, and how a
    changed application is endorsed anew.
    """
    application = locked(application)
    refuse(
        rules.why_not_lead(application, leads=queries.leads(application, by, at=at))
        or rules.why_not_ask_council(application, council)
    )
    before = application.endorsements.filter(replaced_at__isnull=True)
    before.update(replaced_at=at, replaced_why=ANOTHER, link_hash=None)
    secret = new_secret()
    asked = Endorsement.objects.create(
        application=application,
        council=" ".join(council.council.split()),
        name=" ".join(council.name.split()),
        post=" ".join(council.post.split()) or "Chief executive",
        email=council.email.strip().lower(),
        sha256=queries.fingerprint(application),
        link_hash=hash_of(secret),
        asked_at=at,
        asked_by=by,
        sent_at=at,
        expires_at=at + WORKS_FOR,
    )
    record("endorsement_asked", about=asked, by=by, at=at, sha256=asked.sha256)
    notices.ask_council(asked, secret, by=by, at=at)
    return asked


@transaction.atomic
def send_council_again(
    *, endorsement: Endorsement, by: Account | None, at: datetime
) -> Endorsement:
    """The same question by a new link; the one before works no more."""
    application, endorsement = _locked(endorsement)
    refuse(
        rules.why_not_lead(application, leads=queries.leads(application, by, at=at))
        or rules.why_not_send_again(endorsement, now_sha256=queries.fingerprint(application))
    )
    secret = new_secret()
    endorsement.link_hash, endorsement.sent_at = hash_of(secret), at
    endorsement.expires_at, endorsement.n_sent = at + WORKS_FOR, endorsement.n_sent + 1
    endorsement.save(update_fields=["link_hash", "sent_at", "expires_at", "n_sent"])
    record("endorsement_sent_again", about=endorsement, by=by, at=at)
    notices.ask_council(endorsement, secret, by=by, at=at)
    return endorsement


@transaction.atomic
def answer_council(
    *,
    endorsement: Endorsement,
    says_yes: bool,
    words: str = "",
    by: Account | None,
    at: datetime,
) -> Endorsement:
    """Yes or no, for exactly what the digest says. The link is used up."""
    application, endorsement = _locked(endorsement)
    endorsement.application = application
    refuse(
        rules.why_not_endorse(
            endorsement,
            now_sha256=queries.fingerprint(application),
            says_yes=says_yes,
            words=words,
            at=at,
        )
    )
    endorsement.says_yes, endorsement.words = says_yes, words.strip()
    endorsement.answered_at, endorsement.link_hash = at, None
    endorsement.save(update_fields=["says_yes", "words", "answered_at", "link_hash"])
    record(
        "endorsement_answered",
        about=endorsement,
        by=by,
        at=at,
        says_yes=says_yes,
        sha256=endorsement.sha256,
    )
    said = "stands behind it" if says_yes else "does not stand behind it"
    notices.tell_team(
        application,
        f"{endorsement.council} {said}",
        endorsement.words or f"{endorsement.name} said yes.",
        [held.account for held in queries.team_of(application, at=at)],
        by=by,
        at=at,
    )
    return endorsement


def _locked(endorsement: Endorsement) -> tuple[Application, Endorsement]:
    application = locked(endorsement.application)
    found = Endorsement.objects.select_for_update(of=("self",)).get(pk=endorsement.pk)
    return application, found
