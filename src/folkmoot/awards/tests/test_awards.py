"""An award goes its way with two sides, and neither can do the other's part."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.awards import actions
from folkmoot.awards.actions.awards import digest_of, to_give_back_of
from folkmoot.awards.models import ONWARDS, Award, AwardStage, Looked
from folkmoot.awards.tests.makers import (
    NOON,
    TERMS,
    TODAY,
    a_checked,
    a_draft,
    a_payment,
    a_plan,
    an_award,
    an_offer,
    an_organisation,
    approved,
    holder,
    manager,
    paid,
    second_manager,
    signatory,
    who,
)
from folkmoot.kernel.access.roles import GRANT_HOLDER
from folkmoot.kernel.rules import Refused
from folkmoot.places.tests.makers import someone

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1500)


class Undone(Exception):
    """Take back what was tried."""


def test_an_award_goes_from_decision_to_close() -> None:
    award = an_award(awarded_pence=5_000_000, ends_date=TODAY + timedelta(days=90))
    paid(a_payment(award, 3_000_000))
    a_payment(award, 1_000_000, milestone="The kitchen stands", due_date=None)
    late = NOON + timedelta(days=100)

    award = actions.end_award(award=award, by=manager(award), at=late)
    assert [each.stage for each in award.payments.all()] == ["PAID", "CANCELLED"]
    award = actions.reconcile_award(award=award, spent_pence=2_900_000, by=manager(award), at=late)
    with pytest.raises(Refused, match="£1,000 that was not spent has not come back yet"):
        actions.close_award(award=award, by=manager(award), at=late)
    award = actions.take_back(award=award, pence=100_000, by=manager(award), at=late)
    award = actions.sustain_award(
        award=award, carried_on="The trust keeps the kitchen open", by=manager(award), at=late
    )
    award = actions.close_award(award=award, by=manager(award), at=late)

    assert (award.stage, to_give_back_of(award)) == ("CLOSED", 0)


def test_the_one_who_decides_the_one_who_holds_and_the_one_who_gives_are_apart() -> None:
    fund, trust = an_organisation("The Long Table Fund"), an_organisation("Wren's Cross Trust")

    with pytest.raises(Refused, match="Whoever holds the money is not who decides on it"):
        a_draft(partnership=trust)
    with pytest.raises(Refused, match="the same organisation"):
        a_draft(recipient=fund)
    with pytest.raises(DatabaseError), transaction.atomic():
        Award.objects.create(
            **{name: getattr(a_plan(partnership=trust), name) for name in a_plan().__slots__},
            prepared_at=NOON,
            prepared_by=someone("Gil"),
            changed_at=NOON,
        )


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([("People", 23_999_999)], "The lines add up to £239,999.99, and the award is £240,000."),
        ([("", 24_000_000)], "Each line says what it is for."),
        ([("People", 24_000_001), ("Back", -1)], "No line is less than nought."),
        ([], "A budget has 1 to 20 lines."),
    ],
)
def test_a_budget_adds_up_to_the_penny(lines: list[tuple[str, int]], sentence: str) -> None:
    award = a_draft()

    with pytest.raises(Refused, match=sentence):
        actions.set_budget(award=award, lines=lines, by=manager(award), at=NOON)
    assert sum(line.pence for line in award.budget.all()) == award.awarded_pence


def test_nothing_is_offered_before_two_people_have_looked_at_everything() -> None:
    award = a_draft()
    award = actions.start_checks(award=award, by=manager(award), at=NOON)

    def offer() -> Award:
        return actions.offer_award(
            award=award, terms=TERMS, lapses_date=TODAY + timedelta(9), by=manager(award), at=NOON
        )

    with pytest.raises(Refused, match="Not looked at yet"):
        offer()
    for check in award.checks.all():
        actions.find(check=check, finding="pass", evidence="Seen", by=manager(award), at=NOON)
    with pytest.raises(Refused, match="Looked at by one person only"):
        offer()
    for check in award.checks.all():
        with pytest.raises(Refused, match="Somebody else must look"):
            actions.agree_check(check=check, by=manager(award), at=NOON)
        actions.agree_check(check=check, by=second_manager(award), at=NOON)
    assert offer().stage == "OFFERED"


@pytest.mark.parametrize(
    ("finding", "expires", "sentence"),
    [("fail", None, "Not in order: Insurance"), ("pass", -1, "The evidence is too old: Insurance")],
)
def test_what_failed_or_is_too_old_stops_the_offer(
    finding: str, expires: int | None, sentence: str
) -> None:
    award = a_checked()
    check = award.checks.get(kind=Looked.INSURANCE)
    until = TODAY + timedelta(expires) if expires else None
    check = actions.find(
        check=check,
        finding=finding,
        evidence="The policy",
        expires_date=until,
        by=manager(award),
        at=NOON,
    )
    assert check.agreed_by is None  # whoever agreed before must look again
    actions.agree_check(check=check, by=second_manager(award), at=NOON)

    with pytest.raises(Refused, match=sentence):
        actions.offer_award(
            award=award, terms=TERMS, lapses_date=TODAY + timedelta(9), by=manager(award), at=NOON
        )


def test_a_check_by_one_person_twice_is_refused_by_the_database() -> None:
    check = a_checked().checks.first()
    assert check is not None

    check.agreed_by = check.checked_by
    with pytest.raises(DatabaseError), transaction.atomic():
        check.save()


def test_what_is_signed_is_what_was_offered() -> None:
    award = an_award()

    assert award.document_sha256 == digest_of(TERMS)
    award.terms = "The trust gives, the fund holds."
    with pytest.raises(DatabaseError), transaction.atomic():
        award.save()


def test_one_person_never_signs_for_both_sides() -> None:
    award = an_offer()
    both = who(GRANT_HOLDER, award.recipient, "Both")
    award = actions.sign_award(award=award, by=both, at=NOON)

    with pytest.raises(Refused, match="The same person cannot sign for both sides"):
        actions.countersign_award(award=award, by=both, at=NOON)
    award.stage, award.countersigned_by, award.countersigned_at = AwardStage.ACTIVE, both, NOON
    with pytest.raises(DatabaseError), transaction.atomic():
        award.save()


def test_an_offer_lapses_after_its_day_and_can_then_not_be_signed() -> None:
    award = an_offer()
    day = award.lapses_date
    assert day

    with pytest.raises(Refused, match="The offer still stands"):
        actions.lapse_award(award=award, by=None, at=NOON)
    with pytest.raises(Refused, match="The offer has lapsed"):
        actions.sign_award(award=award, by=holder(award), at=LATER)
    assert actions.lapse_award(award=award, by=None, at=LATER).stage == "LAPSED"


def test_a_signature_may_be_asked_for_anew_and_an_offer_mended() -> None:
    award = an_offer()
    award = actions.sign_award(award=award, by=holder(award), at=NOON)

    award = actions.return_signature(
        award=award, because="Sign for the trust, please", by=signatory(award), at=NOON
    )
    assert (award.stage, award.signed_by) == ("OFFERED", None)
    award = actions.withdraw_offer(
        award=award, because="The end date is wrong", by=manager(award), at=NOON
    )
    assert award.stage == "CHECKING"


def test_who_stops_something_says_why() -> None:
    award = an_award()

    with pytest.raises(Refused, match="Say why: the other side will read it"):
        actions.suspend_award(award=award, because=" ", by=manager(award), at=NOON)
    award = actions.suspend_award(award=award, because="Accounts", by=manager(award), at=NOON)
    assert actions.resume_award(award=award, because="Filed", by=manager(award), at=NOON).stage


def test_an_award_does_not_end_while_a_payment_is_half_done() -> None:
    award = an_award()
    approved(a_payment(award))

    with pytest.raises(Refused, match="One payment is under way"):
        actions.end_award(award=award, by=manager(award), at=LATER)
    with pytest.raises(Refused, match="One payment is under way"):
        actions.terminate_award(award=award, because="Gone", by=manager(award), at=NOON)


def test_more_than_was_paid_is_never_accounted_for() -> None:
    award = an_award()
    paid(a_payment(award, 100))
    award = actions.end_award(award=award, by=manager(award), at=LATER)

    with pytest.raises(Refused, match=r"More was spent \(£1.01\) than was paid \(£1\)"):
        actions.reconcile_award(award=award, spent_pence=101, by=manager(award), at=LATER)
    award = actions.reconcile_award(award=award, spent_pence=40, by=manager(award), at=LATER)
    with pytest.raises(Refused, match=r"Only £0\.60 is still to come back"):
        actions.take_back(award=award, pence=61, by=manager(award), at=LATER)


def test_the_database_lets_a_stage_lead_only_where_the_rules_do() -> None:
    award = an_award()

    def moves(stage: str) -> bool:
        try:
            with transaction.atomic():
                Award.objects.filter(pk=award.pk).update(stage=stage, stage_because="Trying")
                raise Undone
        except Undone:
            return True
        except DatabaseError:
            return False

    assert {stage for stage in AwardStage.values if moves(stage)} == {
        award.stage,
        *ONWARDS[award.stage],
    }


def test_nothing_awarded_is_ever_removed() -> None:
    award = a_draft()
    award.budget.all().delete()

    with pytest.raises(DatabaseError), transaction.atomic():
        award.delete()


def test_dates_of_an_award_are_in_order() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        a_draft(ends_date=date(2026, 1, 1))
