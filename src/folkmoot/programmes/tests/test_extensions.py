"""A phase that was agreed on goes on longer only when every funder approves, and says why."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from folkmoot.kernel.access.roles import GRANT_MANAGER
from folkmoot.kernel.rules import Refused
from folkmoot.programmes import actions, queries
from folkmoot.programmes.models import Extension, Programme, Version
from folkmoot.programmes.tests.makers import LATER, a_programme, approved, some_terms

pytestmark = [pytest.mark.django_db]
WHY = "The winter was wet, and the halls were shut."
MAY = date(2027, 5, 31)


def the_next(programme: Programme) -> Version:
    draft = actions.draft_version(programme=programme, by=None, at=LATER)
    actions.write_terms(version=draft, terms=some_terms(why=WHY), by=None, at=LATER)
    draft.refresh_from_db()
    return draft


def longer(draft: Version, ends_date: date = MAY, **more: Any) -> Extension:
    first = draft.programme.phases.get(number=1)
    told: dict[str, Any] = {"phase": first, "ends_date": ends_date, "why": WHY} | more
    return actions.extend_phase(version=draft, **told, by=None, at=LATER)


def test_a_phase_goes_on_longer_once_every_funder_has_approved() -> None:
    programme = a_programme()
    sealed = programme.versions.get(number=1)
    draft = the_next(programme)
    longer(draft)
    first = queries.agreed_phases(programme).get(number=1)
    assert first.last_date == date(2027, 3, 31)
    approved(draft, at=LATER)
    first = queries.agreed_phases(programme).get(number=1)
    assert (first.ends_date, first.last_date) == (date(2027, 3, 31), MAY)
    said = [each.sentence for each in queries.changes_between(sealed, draft)]
    assert said == [f"Phase 1, Finding out, goes on until 31 May 2027. {WHY}"]
    assert queries.fingerprint(sealed) == sealed.sha256
    again = the_next(programme)
    with pytest.raises(Refused, match="goes on until 31 May 2027 already"):
        longer(again, MAY)
    longer(again, date(2027, 8, 31))
    approved(again, at=LATER)
    assert queries.agreed_phases(programme).get(number=1).last_date == date(2027, 8, 31)


def test_why_a_phase_does_not_go_on_longer_is_said() -> None:
    draft = the_next(a_programme())
    with pytest.raises(Refused, match="Choose a later day"):
        longer(draft, date(2027, 3, 31))
    with pytest.raises(Refused, match="Say why"):
        longer(draft, why="  ")
    kept = longer(draft)
    with pytest.raises(Refused, match="Take that out first"):
        longer(draft, date(2027, 9, 1))
    actions.drop_extension(extension=kept, by=None, at=LATER)
    actions.propose(version=draft, by=None, at=LATER)
    with pytest.raises(Refused, match="before the funders now"):
        longer(draft)


def test_the_database_holds_to_it() -> None:
    programme = a_programme()
    draft = the_next(programme)
    first = programme.phases.get(number=1)
    sealed = programme.versions.get(number=1)
    for version, ends in ((draft, date(2027, 3, 31)), (sealed, MAY)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Extension.objects.create(version=version, phase=first, ends_date=ends, why=WHY)
    kept = longer(draft)
    approved(draft, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()


def test_the_grant_manager_does_it_on_the_page(client: Client) -> None:
    programme = a_programme()
    draft = the_next(programme)
    client.force_login(draft.programme.roles_held.get(role=GRANT_MANAGER.name).account)
    first = programme.phases.get(number=1)
    address = f"/programmes/versions/{draft.pk}/phases/{first.pk}/longer/"
    wrong = client.post(address, ends(31, 3) | {"why": "rain"})
    assert wrong.status_code == 422
    assert "Choose a later day" in wrong.content.decode()
    assert "rain" in wrong.content.decode()
    assert client.post(address, ends(31, 5) | {"why": WHY}).status_code == 302
    shown = client.get(f"/programmes/versions/{draft.pk}/phases/").content.decode()
    assert "Phase 1 until 31 May 2027" in shown
    kept = Extension.objects.get()
    out = client.post(f"/programmes/versions/{draft.pk}/longer/{kept.pk}/")
    assert (out.status_code, Extension.objects.count()) == (302, 0)


def ends(day: int, month: int) -> dict[str, str]:
    return {"ends_day": str(day), "ends_month": str(month), "ends_year": "2027"}
