"""An application: begun, stood behind, handed in whole and in time, one for each council area."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.granting import actions, queries
from folkmoot.granting.models import (
    Application,
    ApplicationStage,
    Beginning,
    Call,
    CallKind,
    Endorsement,
    LetIn,
    WhenTwo,
)
from folkmoot.granting.tests.makers import (
    CHIEF,
    CLOSES,
    NOON,
    OPEN,
    SHUT,
    WHOLE,
    a_call,
    a_part,
    a_partner,
    a_place,
    a_programme,
    an_application,
    an_eligible,
    an_endorsement,
    an_organisation,
    handed_in,
    leader_of,
    someone,
    write,
)
from folkmoot.kernel.rules import Refused
from folkmoot.places.tests.makers import a_convenor

pytestmark = pytest.mark.django_db
S = ApplicationStage
DAY = timedelta(days=1)


def again(application: Application) -> Application:
    return Application.objects.select_related("call__programme", "lead").get(pk=application.pk)


def test_handing_in_notes_what_is_asked_and_seals_it() -> None:
    application = handed_in()
    assert (application.stage, application.asked_pence) == (S.SUBMITTED, 2_000_000)
    assert application.submitted_sha256 == queries.fingerprint(application)
    with pytest.raises(Refused, match="handed in"):
        write(application, {"people": "9"})
    for change in ({"title": "Else"}, {"asked_pence": 1}, {"submitted_sha256": "0" * 64}):
        with pytest.raises(IntegrityError, match="as it was handed in"), transaction.atomic():
            Application.objects.filter(pk=application.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        application.delete()


def test_everything_missing_is_named_at_once() -> None:
    call = a_call(n_partners_wanted=2, wants_endorsement=True, most_pence=1_000_000)
    application = an_application(call, typed={"people": "none", "sum": "£20,000"})
    with pytest.raises(Refused) as refusal:
        actions.hand_in(application=application, by=leader_of(application), at=OPEN)
    said = str(refusal.value)
    for each in (
        "“Why here, and why now?”: Write an answer.",
        "“How many people live there?”: Write a number in figures",
        "You ask for £20,000. The most is £10,000.",
        "2 have to say yes; so far no partners have.",
        "Ask the council’s chief executive to stand behind it.",
    ):
        assert each in said
    assert [each.where for each in queries.missing_in(application)] == [
        "part", "part", "part", "partners", "council",
    ]  # fmt: skip


def test_after_the_deadline_the_work_is_kept_and_one_may_be_let_in_with_its_reason() -> None:
    application = an_application()
    write(application, {"people": "77"}, at=SHUT)  # typed on past the deadline
    with pytest.raises(Refused, match=r"The call closed on .* All you wrote is kept"):
        actions.hand_in(application=application, by=leader_of(application), at=CLOSES)
    with pytest.raises(IntegrityError, match="while the call is open"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(
            stage=S.SUBMITTED, submitted_at=SHUT, is_handed_in=True, submitted_sha256="0" * 64
        )
    until: Any = {"until_at": SHUT + DAY, "by": None, "at": SHUT}
    with pytest.raises(Refused, match="Say why"):
        actions.let_in_late(application=application, because="", **until)
    kept = actions.let_in_late(application=application, because="Their office burnt", **until)
    with pytest.raises(Refused, match="call closed"):
        actions.hand_in(application=application, by=None, at=SHUT + DAY)
    handed_in(application, at=SHUT)
    with pytest.raises(IntegrityError, match="on record"), transaction.atomic():
        LetIn.objects.filter(pk=kept.pk).delete()


def test_a_reopened_call_takes_it_again() -> None:
    application = an_application()
    actions.reopen_call(call=application.call, closes_at=SHUT + DAY, why="Floods", by=None, at=SHUT)
    assert handed_in(application, at=SHUT).stage == S.SUBMITTED


def test_an_endorsement_is_of_exactly_these_words_and_void_once_they_change() -> None:
    application = an_application(a_call(wants_endorsement=True))
    asked = an_endorsement(application, says_yes=None)
    write(application, {"people": "5000"})
    with pytest.raises(Refused, match="changed since this was sent"):
        actions.answer_council(endorsement=asked, says_yes=True, by=None, at=OPEN)
    an_endorsement(application)
    write(application, {"people": "6000"})
    with pytest.raises(Refused, match="changed after the council was asked"):
        handed_in(application)
    an_endorsement(application)
    assert handed_in(application).stage == S.SUBMITTED
    assert application.endorsements.count() == 3


def test_the_link_to_the_chief_executive_works_once_until_it_expires_and_is_put_right() -> None:
    application = an_application(a_call(wants_endorsement=True))
    wrong = actions.ask_council(
        application=application, council=replace(CHIEF, email="cheif@x.example"), by=None, at=OPEN
    )
    right = an_endorsement(application, says_yes=None)
    with pytest.raises(Refused, match="Another link"):
        actions.answer_council(endorsement=wrong, says_yes=True, by=None, at=OPEN)
    with pytest.raises(Refused, match="worked until"):
        actions.answer_council(endorsement=right, says_yes=True, by=None, at=OPEN + 21 * DAY)
    before = right.link_hash
    right = actions.send_council_again(endorsement=right, by=None, at=OPEN + 21 * DAY)
    assert right.link_hash != before
    with pytest.raises(Refused, match="Say why not"):
        actions.answer_council(endorsement=right, says_yes=False, by=None, at=OPEN + 22 * DAY)
    actions.answer_council(endorsement=right, says_yes=True, by=None, at=OPEN + 22 * DAY)
    with pytest.raises(Refused, match="The link works once"):
        actions.answer_council(endorsement=right, says_yes=False, words="No", by=None, at=SHUT)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Endorsement.objects.filter(pk=right.pk).update(says_yes=False, words="No")


def test_partners_answer_once_and_count_only_when_they_said_yes() -> None:
    application = an_application(a_call(n_partners_wanted=1))
    a_partner(application, "The Hall", says=False)
    with pytest.raises(Refused, match="1 has to say yes"):
        handed_in(application)
    partner = a_partner(application, "The School")
    with pytest.raises(Refused, match="answered already"):
        actions.answer_partner(partner=partner, is_partner=False, words="No", by=None, at=OPEN)
    assert handed_in(application).stage == S.SUBMITTED


def two(when_two: str) -> tuple[Call, Application, Application]:
    call = a_call(one_per_area=True, when_two=when_two)
    return call, an_application(call, "Kitchen"), an_application(call, "Orchard")


def test_where_the_first_counts_a_second_of_the_area_cannot_be_handed_in() -> None:
    _, first, second = two(WhenTwo.FIRST)
    handed_in(first)
    with pytest.raises(Refused, match=r"“Kitchen”. In this call the first one counts"):
        handed_in(second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=second.pk).update(stands_for_area=True)
    actions.withdraw(application=first, why="We join them", by=leader_of(first), at=OPEN)
    assert handed_in(second).stands_for_area


def test_where_two_are_to_join_neither_goes_on_before_they_have() -> None:
    _, first, second = two(WhenTwo.JOIN)
    handed_in(first)
    handed_in(second)
    with pytest.raises(Refused, match="“Orchard” was handed in for Burnley too"):
        actions.find_eligible(application=first, by=None, at=SHUT)
    actions.withdraw(application=second, why="Joined", by=leader_of(second), at=SHUT)
    assert actions.find_eligible(application=first, by=None, at=SHUT).stands_for_area


def test_where_the_funders_decide_only_one_of_the_area_goes_on() -> None:
    _, first, second = two(WhenTwo.FUNDERS)
    handed_in(first)
    handed_in(second)
    actions.find_eligible(application=second, by=None, at=SHUT)
    with pytest.raises(Refused, match="“Orchard” stands for Burnley already"):
        actions.find_eligible(application=first, by=None, at=SHUT)
    with pytest.raises(IntegrityError, match="One application stands"), transaction.atomic():
        Application.objects.filter(pk=first.pk).update(stage=S.ELIGIBLE)


def test_only_places_that_take_part_are_asked_for_plans_by_their_convenor() -> None:
    programme = a_programme()
    part, elsewhere = a_part(programme), a_place("Tallow Hill")
    call = a_call(programme, kind=CallKind.PLAN, by_invitation=True)
    convenor, other = a_convenor(part.place), a_convenor(elsewhere)
    begin: Any = {"title": "Our plan", "lead": an_organisation("Us"), "area_code": "E07000117"}
    for by, place, why in (
        (convenor, None, "which place"),
        (other, elsewhere, "Only places that take part"),
        (other, part.place, "Only a convenor"),
    ):
        with pytest.raises(Refused, match=why):
            actions.start_application(
                call=call, beginning=Beginning(**begin, place=place), by=by, at=OPEN
            )
    ours = an_application(call, "Our plan", by=convenor, place=part.place)
    with pytest.raises(Refused, match="for that place already"):
        an_application(call, "Our plan", by=convenor, place=part.place)
    with pytest.raises(IntegrityError, match="take part"), transaction.atomic():
        Application.objects.filter(pk=ours.pk).update(place=elsewhere)


@pytest.mark.parametrize(("at", "why"), [(NOON, "It opens on"), (SHUT, "It closed on")])
def test_nobody_begins_before_it_opens_or_after_it_closed(at: Any, why: str) -> None:
    beginning = Beginning("Too soon", an_organisation("Us"), "E07000117")
    with pytest.raises(Refused, match=why):
        actions.start_application(call=a_call(), beginning=beginning, by=someone("Sam"), at=at)


def test_whoever_wrote_it_does_not_judge_it() -> None:
    application = handed_in()
    for act in (actions.find_eligible, actions.find_ineligible):
        with pytest.raises(Refused, match="somebody else of the programme"):
            act(application=application, words="Fits", by=leader_of(application), at=SHUT)


def test_one_that_is_withdrawn_stays_and_goes_nowhere() -> None:
    application = handed_in()
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw(application=application, why="", by=leader_of(application), at=OPEN)
    actions.withdraw(application=application, why="Tired", by=leader_of(application), at=OPEN)
    with pytest.raises(Refused, match="cannot go there now"):
        actions.find_eligible(application=again(application), by=None, at=SHUT)
    with pytest.raises(IntegrityError, match="cannot go there"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(stage=S.SUBMITTED)
    assert an_eligible(application.call, "Another", typed=WHOLE).stage == S.ELIGIBLE
