"""Versions of a programme: agreed by every funder, frozen, and compared in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.programmes import actions, queries
from folkmoot.programmes.models import (
    Approval,
    Criterion,
    CriterionPlan,
    Envelope,
    Funder,
    Phase,
    Programme,
    Stage,
    Version,
    VersionState,
)
from folkmoot.programmes.tests.makers import (
    FUNDERS,
    LATER,
    NOON,
    POUNDS,
    a_decider,
    a_draft,
    a_manager,
    a_phase_plan,
    a_programme,
    an_organisation,
    approved,
    says,
    some_terms,
    someone,
)

pytestmark = pytest.mark.django_db


def test_a_version_is_in_force_when_every_funder_has_approved_and_not_before() -> None:
    version = actions.propose(version=a_draft(), by=None, at=NOON)
    for funder in FUNDERS[:2]:
        assert says(version, funder).state == VersionState.PROPOSED
    awaited = [a.organisation.name for a in queries.answers_to(version) if not a.approval]
    assert awaited == [FUNDERS[2]]
    agreed = says(version, FUNDERS[2])
    assert (agreed.state, agreed.programme.stage) == (VersionState.AGREED, Stage.AGREED)
    assert Message.objects.filter(to=a_manager(agreed.programme).email, subject__contains="agreed")


def test_the_database_agrees_on_nothing_a_funder_has_not_approved() -> None:
    version = a_draft()
    actions.propose(version=version, by=None, at=NOON)
    says(version, FUNDERS[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(state=VersionState.AGREED, agreed_at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Programme.objects.filter(pk=version.programme_id).update(stage=Stage.AGREED)
    with pytest.raises(DatabaseError), transaction.atomic():  # a stranger does not approve
        Approval.objects.create(
            version=version,
            organisation=an_organisation("Somebody else"),
            sha256=version.sha256,
            says="YES",
            said_at=NOON,
        )


def test_what_was_approved_stands_still_whatever_program_asks() -> None:
    version = approved(a_draft())
    changes: list[Any] = [
        lambda: Version.objects.filter(pk=version.pk).update(principles="Another"),
        lambda: Version.objects.filter(pk=version.pk).update(state="DRAFT"),
        lambda: Version.objects.filter(pk=version.pk).update(sha256="0"),
        lambda: Criterion.objects.filter(version=version).update(weight=1),
        lambda: Criterion.objects.create(version=version, number=9, name="New", weight=1),
        lambda: Criterion.objects.filter(version=version).delete(),
        lambda: Envelope.objects.filter(funder__version=version).update(amount_pence=1),
        lambda: Envelope.objects.filter(funder__version=version).delete(),
        lambda: Funder.objects.create(version=version, organisation=an_organisation("New")),
        lambda: Phase.objects.filter(version=version).update(ceiling_pence=1),
        lambda: Approval.objects.filter(version=version).update(words="Another"),
        lambda: Approval.objects.filter(version=version).delete(),
        lambda: version.delete(),
        lambda: version.programme.delete(),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused, match="stays as it is"):
        actions.write_terms(version=version, terms=some_terms(), by=None, at=NOON)


def test_while_it_is_before_the_funders_it_is_taken_back_before_it_is_changed() -> None:
    version = a_draft()
    actions.propose(version=version, by=None, at=NOON)
    with pytest.raises(Refused, match="Take it back first"):
        actions.set_criteria(version=version, criteria=[], by=None, at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Criterion.objects.filter(version=version).update(weight=1)
    actions.take_back(version=version, by=None, at=NOON)
    actions.set_criteria(version=version, criteria=[CriterionPlan("All", 100)], by=None, at=NOON)


def test_an_approval_is_of_one_wording() -> None:
    version = a_draft()
    actions.propose(version=version, by=None, at=NOON)
    says(version, FUNDERS[0])
    back = says(version, FUNDERS[1], approves=False, words="The quorum is too low.")
    assert back.state == VersionState.DRAFT
    written = Message.objects.get(subject__contains="sends version 1 back")
    assert "The quorum is too low." in written.text
    again = actions.propose(version=version, by=None, at=LATER)  # the same words: heard already
    heard = {a.organisation.name: a.approves for a in queries.answers_to(again) if a.approval}
    assert heard == {FUNDERS[0]: True, FUNDERS[1]: False}
    actions.take_back(version=version, by=None, at=LATER)
    actions.write_terms(version=version, terms=some_terms(quorum=3), by=None, at=LATER)
    anew = actions.propose(version=version, by=None, at=LATER)
    answers = queries.answers_to(anew)
    assert [a.approval for a in answers] == [None, None, None]
    assert sum(len(a.earlier) for a in answers) == 2


def test_only_who_decides_for_a_funder_answers_for_it_and_once() -> None:
    version, other = a_draft(), a_draft("Elsewhere", funders=FUNDERS[:1])
    actions.propose(version=version, by=None, at=NOON)
    actions.propose(version=other, by=None, at=NOON)
    ministry = an_organisation(FUNDERS[1])
    for stranger in (
        a_manager(version.programme),
        a_decider(version.programme, FUNDERS[0]),
        a_decider(other.programme, FUNDERS[0]),
        someone("Nobody"),
    ):
        with pytest.raises(Refused, match="not a decision-maker for that funder"):
            actions.answer(
                version=version, organisation=ministry, approves=True, by=stranger, at=NOON
            )
    says(version, FUNDERS[1])
    with pytest.raises(Refused, match="answered this wording already"):
        says(version, FUNDERS[1])
    with pytest.raises(Refused, match="Say what has to change"):
        says(version, FUNDERS[2], approves=False)


def test_funders_are_not_asked_about_half_a_programme() -> None:
    programme = actions.start_programme(name="Half", summary="Half of it.", by=None, at=NOON)
    version = programme.versions.get()
    with pytest.raises(Refused, match="Write down what it is for, what places are assessed on, "):
        actions.propose(version=version, by=None, at=NOON)
    whole = a_draft()
    extra = actions.add_funder(
        version=whole, organisation=an_organisation("A Trust"), by=None, at=NOON
    )
    with pytest.raises(Refused, match="Say how much A Trust will give"):
        actions.propose(version=whole, by=None, at=NOON)
    money = {(extra.pk, 2026): 5, **{(f.pk, 2026): 5 for f in whole.funders.all()}}
    actions.set_money(version=whole, money=money, by=None, at=NOON)
    with pytest.raises(Refused, match="Name a decision-maker for A Trust first"):
        actions.propose(version=whole, by=None, at=NOON)
    actions.drop_funder(funder=extra, by=None, at=NOON)
    terms = some_terms(quorum=4)
    actions.write_terms(version=whole, terms=terms, by=None, at=NOON)
    with pytest.raises(Refused, match="4 funders have to decide, and there are 3"):
        actions.propose(version=whole, by=None, at=NOON)


def test_a_later_phase_is_added_without_touching_the_first_two() -> None:
    programme = a_programme()
    before = list(programme.phases.values())
    draft = actions.draft_version(programme=programme, by=None, at=LATER)
    third = a_phase_plan("Keeping going", 2028, ceiling_pence=50_000 * POUNDS)
    actions.add_phase(version=draft, plan=third, by=None, at=LATER)
    actions.write_terms(
        version=draft, terms=some_terms(why="£1.25m more, to sustain"), by=None, at=LATER
    )
    draft.refresh_from_db()
    assert [p.number for p in queries.page_of(programme, at=LATER).phases] == [1, 2]
    agreed = approved(draft, at=LATER)
    assert list(programme.phases.filter(number__lte=2).values()) == before
    assert [p.name for p in queries.page_of(programme, at=LATER).phases][2] == "Keeping going"
    assert programme.versions.get(number=1).state == VersionState.SUPERSEDED
    again = actions.draft_version(programme=programme, by=None, at=LATER)
    early: dict[str, Any] = {
        "programme": programme,
        "version": again,
        "name": "Early",
        "gate": "None",
        "starts_date": date(2025, 1, 1),
        "ends_date": date(2026, 1, 1),
        "ceiling_pence": 0,
    }
    for number in (0, 3):
        with pytest.raises(DatabaseError), transaction.atomic():
            Phase.objects.create(number=number, **early)
    with pytest.raises(Refused, match="A later phase begins no earlier"):
        actions.add_phase(version=again, plan=a_phase_plan("Early", 2020), by=None, at=LATER)
    assert agreed.number == 2


def test_what_changed_between_versions_is_said_in_words() -> None:
    programme = a_programme()
    draft = actions.draft_version(programme=programme, by=None, at=LATER)
    before = programme.versions.get(number=1)
    assert queries.changes_between(before, draft) == []
    terms = some_terms(quorum=3, delegations=("Letters: the contractor.",), principles="New words")
    actions.write_terms(version=draft, terms=replace(terms, rule="majority"), by=None, at=LATER)
    criteria = [CriterionPlan("Can be done", 30), CriterionPlan("Goes on without us", 70)]
    actions.set_criteria(version=draft, criteria=criteria, by=None, at=LATER)
    lottery = draft.funders.get(organisation__name=FUNDERS[0])
    ministry = draft.funders.get(organisation__name=FUNDERS[1])
    actions.drop_funder(funder=draft.funders.get(organisation__name=FUNDERS[2]), by=None, at=LATER)
    trust = actions.add_funder(
        version=draft, organisation=an_organisation("A Trust"), by=None, at=LATER
    )
    draft.refresh_from_db()
    money = {(lottery.pk, y): 100_000 * POUNDS for y in (2026, 2027)}
    money |= {(ministry.pk, y): 200_000 * POUNDS for y in (2026, 2027, 2028)}
    money |= {(trust.pk, 2026): 1_000 * POUNDS}
    actions.set_money(version=draft, money=money, by=None, at=LATER)
    draft.refresh_from_db()
    said = [change.sentence for change in queries.changes_between(before, draft)]
    assert said == [
        "What it is for is worded differently.",
        "It decides in another way. Before: every funder has to approve. Now: more than half of "
        "the funders who decide have to approve.",
        "3 funders have to decide, instead of 1.",
        "Handed over: Letters: the contractor.",
        "No longer handed over: Changes of up to £5,000: the grant manager.",
        "Can be done counts 30 of 100, instead of 40.",
        "New criterion: Goes on without us, 70 of 100.",
        "No longer a criterion: Rooted in what people said.",
        "A Trust joins, with £1,000.",
        "The Lottery gives £0 for 2028–29, instead of £100,000.",
        "The Foundation no longer pays.",
        "Together that is £801,000, instead of £1,800,000.",
    ]


def test_every_total_is_the_sum_of_what_it_opens_to() -> None:
    budget = queries.budget_of(a_draft())
    assert budget.total == sum(row.total for row in budget.rows) == sum(budget.by_year)
    assert budget.total == sum(line.total for line in budget.lines) == 1_800_000 * POUNDS
    assert budget.by_year == tuple(line.total for line in budget.lines)
    version = Version.objects.get()
    actions.write_terms(version=version, terms=some_terms(n_years=2), by=None, at=NOON)
    version.refresh_from_db()
    assert queries.budget_of(version).total == 1_200_000 * POUNDS
    assert Envelope.objects.count() == 6


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ([CriterionPlan("A", 50), CriterionPlan("B", 40)], "add up to 90"),
        ([CriterionPlan("A", 50), CriterionPlan("a", 50)], "“A” is there twice"),
        ([CriterionPlan(f"C{n}", 8) for n in range(13)], "at most 12 criteria"),
    ],
)
def test_criteria_weigh_a_hundred(criteria: list[CriterionPlan], words: str) -> None:
    with pytest.raises(Refused, match=words):
        actions.set_criteria(version=a_draft(), criteria=criteria, by=None, at=NOON)


def test_two_programmes_do_not_bear_one_name() -> None:
    a_draft()
    with pytest.raises(Refused, match="There is a programme called"):
        actions.start_programme(name="Stronger  places", summary="S", by=None, at=NOON)
    other = actions.start_programme(name="New", summary="S", by=None, at=NOON)
    assert other.slug == "new-2"
