"""Putting a version to its funders, and what each of them says."""

from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects

from folkmoot.kernel.access.roles import DECISION_MAKER
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes import notices, queries, rules
from folkmoot.programmes.actions.locking import locked_version
from folkmoot.programmes.models import (
    Approval,
    Programme,
    ProgrammeRole,
    Says,
    Stage,
    Version,
    VersionState,
)


@transaction.atomic
def propose(*, version: Version, by: Account | None, at: datetime) -> Version:
    """Put it to the funders. It stands still from now on; whoever approved this wording has."""
    version = locked_version(version)
    prefetch_related_objects([version], "funders__organisation")
    budget = queries.budget_of(version)
    refuse(
        rules.why_not_propose(
            version,
            n_criteria=version.criteria.count(),
            without_money=[row.name for row in budget.rows if not row.total],
            deciders=queries.organisations_deciding(version.programme, at=at),
        )
    )
    version.sha256 = queries.fingerprint(version)
    version.state, version.proposed_at = VersionState.PROPOSED, at
    version.save(update_fields=["sha256", "state", "proposed_at"])
    record("programme_version_proposed", about=version, by=by, at=at, sha256=version.sha256)
    notices.ask_to_approve(version, queries.decision_makers(version, at=at), by=by, at=at)
    _agree_if_all_have(version, by=by, at=at)
    return version


@transaction.atomic
def take_back(*, version: Version, by: Account | None, at: datetime) -> Version:
    """Take it back to change it. Answers stay, and count again for the same wording."""
    version = locked_version(version)
    if version.state != VersionState.PROPOSED:
        raise Refused("It is not before the funders now.")
    _back_to_draft(version)
    record("programme_version_taken_back", about=version, by=by, at=at)
    return version


@transaction.atomic
def answer(
    *,
    version: Version,
    organisation: Organisation,
    approves: bool,
    words: str = "",
    by: Account | None,
    at: datetime,
) -> Version:
    """One funder approves, or sends it back with what has to change. With all, it is in force."""
    version = locked_version(version)
    decides = ProgrammeRole.objects.filter(
        programme=version.programme, role=DECISION_MAKER.name, organisation=organisation, account=by
    ).held_at(at)
    funds = version.funders.filter(organisation=organisation).exists()
    said = version.approvals.filter(organisation=organisation, sha256=version.sha256)
    refuse(
        rules.why_not_answer(
            version,
            for_funder=funds and decides.exists(),
            answered=said.exists(),
            words=words,
            approves=approves,
        )
    )
    Approval.objects.create(
        version=version,
        organisation=organisation,
        sha256=version.sha256,
        says=Says.YES if approves else Says.BACK,
        words=words.strip(),
        said_at=at,
        said_by=by,
    )
    record(
        "programme_version_answered",
        about=version,
        by=by,
        at=at,
        organisation=organisation.ref,
        approves=approves,
        sha256=version.sha256,
    )
    if approves:
        _agree_if_all_have(version, by=by, at=at)
    else:
        _back_to_draft(version)
        managers = queries.grant_managers(version.programme, at=at)
        notices.tell_sent_back(version, organisation, words, managers, by=by, at=at)
    return version


def _back_to_draft(version: Version) -> None:
    version.state = VersionState.DRAFT
    version.save(update_fields=["state"])


def _agree_if_all_have(version: Version, *, by: Account | None, at: datetime) -> None:
    """In force from now on, in the place of the one before."""
    if any(not each.approves for each in queries.answers_to(version)):
        return
    before = Version.objects.filter(programme=version.programme, state=VersionState.AGREED)
    before.update(state=VersionState.SUPERSEDED)
    version.state, version.agreed_at = VersionState.AGREED, at
    version.save(update_fields=["state", "agreed_at"])
    programme: Programme = version.programme
    if programme.stage == Stage.DRAFT:
        programme.stage, programme.stage_at, programme.stage_why = Stage.AGREED, at, ""
        programme.save(update_fields=["stage", "stage_at", "stage_why"])
    record("programme_version_agreed", about=version, by=by, at=at, sha256=version.sha256)
    managers = queries.grant_managers(programme, at=at)
    notices.tell_agreed(version, managers, by=by, at=at)
