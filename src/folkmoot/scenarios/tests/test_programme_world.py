"""A programme run whole: it is as large as it says, adds up, and keeps from people what it must."""

import csv
import gzip
import io
import json
import random
from pathlib import Path

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from scipy.stats import spearmanr

from folkmoot.awards.models import Award, Payment, Return
from folkmoot.awards.open_grants.checking import what_is_wrong
from folkmoot.awards.queries.decided import awards_of
from folkmoot.granting.models import Application, Assignment, Choice, Interview, Letter
from folkmoot.granting.queries import choice as queries
from folkmoot.kernel import clock
from folkmoot.people.models import Account
from folkmoot.scenarios.programme.asking import partnerships
from folkmoot.scenarios.programme.assessing import RECUSED
from folkmoot.scenarios.programme.councils import COUNCILS
from folkmoot.scenarios.programme.ground import CEILING
from folkmoot.scenarios.programme.people import ASSESSORS
from folkmoot.scenarios.programme.story import programme
from folkmoot.scenarios.telling import Quiet


def test_the_councils_are_where_the_office_for_national_statistics_has_them(
    real_data: Path,
) -> None:
    raw = gzip.decompress((real_data / "areas" / "lookup_ltla24_region24.csv.gz").read_bytes())
    known = {row["ltla24_code"]: row for row in csv.DictReader(io.StringIO(raw.decode()))}
    assert len({each.code for each in COUNCILS}) == 60
    for each in COUNCILS:
        row = known[each.code]
        assert row["ltla24_name"].startswith(each.name)
        assert row["region24_name"] == each.region
    assert len({each.region for each in COUNCILS}) == 9


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_programme_lives_its_whole_life(client: Client) -> None:
    """Loaded once: it is half a minute's work."""
    told = programme(at=clock.now(), rng=random.Random("programme"), tell=Quiet())
    assert told.numbers["expressions of interest"] == 60
    assert told.numbers["places taking part"] == told.numbers["plans"] == 25
    assert told.numbers["assessors"] == 12
    assert told.numbers["places chosen"] == 10
    assert told.numbers["quarterly returns"] == 40
    assert told.numbers["phases"] == 3
    _money_adds_up()
    _severity_is_found()
    _choices_meet_their_aims()
    _a_recused_assessor_sees_nothing(client)
    _applicants_see_no_assessor(client)
    _everyone_was_told_and_may_read(client)
    for address in told.places.values():
        assert client.get(address).status_code == 200


def _money_adds_up() -> None:
    for award in Award.objects.filter(joined_to=None):
        together = Award.objects.filter(joined_to=award).aggregate(sum=Sum("awarded_pence"))["sum"]
        assert award.awarded_pence + together == award.asked_pence
        assert award.awarded_pence + together <= CEILING
        assert award.application is not None
        assert award.application.asked_pence == award.asked_pence
        assert award.budget.aggregate(sum=Sum("pence"))["sum"] == award.awarded_pence
    choice = Choice.objects.get(panel__call__kind="plan")
    came = awards_of(choice)
    assert (came.n_made, came.n_to_make, came.left_pence) == (30, 0, 0)
    assert came.given_pence == sum(Award.objects.values_list("awarded_pence", flat=True))
    assert not awards_of(Choice.objects.get(panel__call__kind="expression")).rows
    for award in Award.objects.all():
        payments = Payment.objects.filter(award=award)
        assert payments.aggregate(sum=Sum("pence"))["sum"] == award.awarded_pence
        assert payments.filter(stage="PAID").count() == 3
        for paid in payments.filter(stage="PAID"):
            hands = (paid.requested_by, paid.certified_by, paid.approved_by, paid.paid_by)
            assert len(set(hands)) == 4
    assert Return.objects.filter(stage="ACCEPTED").count() == 40


def _severity_is_found() -> None:
    """What the assessors were made to be comes back from their marks alone."""
    true = {someone.email: -each for someone, each in ASSESSORS}
    strength = {one.name: one.strength for one in partnerships(random.Random("programme"))}
    for choice in Choice.objects.all():
        found = queries.strengths_in(choice)
        emails = dict(Assignment.objects.values_list("assessor__pk", "assessor__account__email"))
        keys = {str(key): email for key, email in emails.items()}
        pairs = [(each.severity, true[keys[each.assessor]]) for each in found.severities]
        assert spearmanr(*zip(*pairs, strict=True)).statistic > 0.85
        titles = dict(Application.objects.values_list("ref", "title"))
        ranks = [(each.strength, strength[titles[each.ref]]) for each in found.standings]
        # Among those invited the differences are smaller, and chance is as large.
        assert spearmanr(*zip(*ranks, strict=True)).statistic > (0.8 if choice.most > 10 else 0.5)


def _choices_meet_their_aims() -> None:
    for choice in Choice.objects.all():
        rows = Application.objects.filter(ref__in=choice.recommended).select_related("traits")
        n = len(rows)
        assert n == choice.least == choice.most
        assert sum(each.asked_pence or 0 for each in rows) <= choice.budget_pence
        assert len({each.area_code for each in rows}) == n
        regions = [each.traits.region for each in rows]
        assert max(regions.count(each) for each in regions) <= max(2, n // 4)
        assert sum(each.traits.settlement == "rural" for each in rows) >= n // 5
        assert sum(each.traits.need == "most deprived third" for each in rows) >= n // 2


def _a_recused_assessor_sees_nothing(client: Client) -> None:
    where = partnerships(random.Random("programme"))[RECUSED].name
    recused = Assignment.objects.filter(application__title=where, stage="RECUSED").first()
    assert recused is not None
    account = recused.assessor.account
    assert not Application.objects.visible_to(account).filter(title=where).exists()
    client.force_login(account)
    ref = recused.application.ref
    assert client.get(reverse("panels:assessed", args=[ref])).status_code == 404
    assert client.get(reverse("granting:application", args=[ref])).status_code == 404


def _applicants_see_no_assessor(client: Client) -> None:
    meeting = Interview.objects.select_related("application__started_by").first()
    assert meeting is not None
    assert meeting.application.started_by is not None
    client.force_login(meeting.application.started_by)
    shown = client.get(reverse("granting:application", args=[meeting.application.ref]))
    assert shown.status_code == 200
    names = [someone.name for someone, _ in ASSESSORS]
    assert not [name for name in names if name in shown.content.decode()]


def _everyone_was_told_and_may_read(client: Client) -> None:
    assert set(Letter.objects.values_list("stage", flat=True)) == {"SENT"}
    client.logout()
    for choice in Choice.objects.all():
        page = client.get(reverse("choices:chosen", args=[choice.ref]))
        assert page.status_code == 200
        shown = page.content.decode()
        titles = choice.panel.call.applications.exclude(ref__in=choice.recommended)
        assert not [title for title in titles.values_list("title", flat=True) if title in shown]
        assert not Account.objects.filter(
            name__in=[someone.name for someone, _ in ASSESSORS if someone.name in shown]
        ).exists()
    package = json.loads(client.get("/awards/open/grants.json").getvalue())
    assert what_is_wrong(package) == ()
    assert all(each["beneficiaryLocation"][0]["geoCode"] for each in package["grants"])
    assert len(package["grants"]) == 30
