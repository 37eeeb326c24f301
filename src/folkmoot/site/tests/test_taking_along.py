"""What is kept of people is in what they can take away: new models must take a position."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from folkmoot.awards.tests.loan_makers import offered
from folkmoot.awards.tests.small_makers import asked
from folkmoot.kernel.personal import treatments
from folkmoot.people.models import Account
from folkmoot.people.tests.makers import an_account
from folkmoot.places.tests.makers import someone
from folkmoot.site.leaving import everything_about

pytestmark = pytest.mark.django_db
ROOMS = ("awards", "granting", "learning")
# Kept of people, and yet not found by an account: each says why.
NOT_BY_ACCOUNT = {
    "granting.AskedAgain": "an answer of the whole team, as it stood before",
    "learning.Seat": "stands behind the learner, who is told of",
    "learning.Badge": "is the holder's own file already, and names them by a hash",
}


def kept_of_people() -> Iterator[type[Model]]:
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            names_accounts = any(f.related_model is Account for f in model._meta.fields)
            if treatments(model) or names_accounts:
                yield model


@pytest.mark.sqlite
def test_everything_kept_of_people_is_looked_through_for_what_they_take_away() -> None:
    account = someone("Ana")
    with CaptureQueriesContext(connection) as looked:
        everything_about(account, account.joined_at)
    told = " ".join(query["sql"] for query in looked)
    left_out = [
        model._meta.label
        for model in kept_of_people()
        if f'FROM "{model._meta.db_table}"' not in told
        and f'JOIN "{model._meta.db_table}"' not in told
    ]
    assert set(left_out) == set(NOT_BY_ACCOUNT)


@pytest.mark.sqlite
def test_who_lent_and_who_asked_find_it_and_nobody_else_does() -> None:
    loan = offered()
    grant = asked()
    ana = an_account("Ana")
    Account.objects.filter(pk=ana.pk).update(email="ANA@example.org")
    ana.refresh_from_db()
    told: Any = everything_about(loan.offered_by, loan.offered_at)
    lent = [each for each in told["named_in_awards"] if each["which"] == loan.ref]
    assert [(each["what"], each["as"]) for each in lent] == [("loan", "offered by")]
    json.dumps(told)
    known: Any = everything_about(ana, loan.offered_at)
    assert known["small_ideas_of_yours"] == [{"idea": grant.title, "name": "Ana", "phone": ""}]
    assert known["named_in_awards"] == []
