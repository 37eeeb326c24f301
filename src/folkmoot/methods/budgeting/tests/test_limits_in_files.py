"""Limits in a file: read, refused by their line, written, and the same fingerprint comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Limit, Rule, count, digest, result_json
from folkmoot.methods.budgeting.pabulib import PabulibElection, PabulibError, read, write
from folkmoot.methods.budgeting.tests.makers import an_election, some_limits
from folkmoot.methods.errors import InvalidInput

LIMITED = """META
key;value
budget;900
vote_type;approval
limit_1;at most 1 project of 2, 4
limit_2;at most 500.50 money with district North
limit_3;at most 2 projects and 300 money with category green
PROJECTS
project_id;cost;name;category;beneficiaries;district
1;400;Skate ramp;sport;children;North
2;320;Trees and benches;green,meeting;everyone;North
3;200;Lunch club;meeting;older people;South
4;120;Book corner;meeting;children,older people;
VOTES
voter_id;vote
1;1,2
2;2,4
"""


def changed(before: str, after: str) -> bytes:
    assert before in LIMITED
    return LIMITED.replace(before, after, 1).encode()


def test_limits_are_read_by_ids_and_by_labels() -> None:
    file = read(LIMITED.encode())
    assert file.money_scale == 10
    assert file.election.limits == (
        Limit((0, 1), money=5005),
        Limit((1,), number=2, money=3000),
        Limit((1, 3), number=1),
    )
    assert sorted(file.labels.values()) == [("category", "green"), ("district", "North")]
    assert file.projects[0].district == "North"


def test_whom_a_project_is_for_may_stand_under_its_older_name() -> None:
    line = "limit_1;at most 1 project with target older people"
    file = read(changed("limit_1;at most 1 project of 2, 4", line))
    assert Limit((2, 3), number=1) in file.election.limits


@pytest.mark.parametrize(
    ("before", "after", "line", "sentence"),
    [
        ("of 2, 4", "of 2, 9", 5, "There is no project “9”, but limit_1 names it."),
        ("of 2, 4", "of 2,4,2", 5, "The limit_1 names the project “2” twice."),
        ("of 2, 4", "", 5, "The limit_1 “at most 1 project” cannot be read: write it as"),
        ("at most 1 project ", "only one ", 5, "The limit_1 “only one of 2, 4” cannot be read"),
        ("at most 1 project ", "at most -1 projects ", 5, "cannot be read"),
        ("500.50 money", "5,50 money", 6, "The limit_2 has “5,50”, which is not an amount"),
        ("500.50 money", "money", 6, "cannot be read"),
        ("500.50 money", f"{2**62} money", 6, "The limit_2 is more money than can be counted."),
        ("district North", "district East", 6, "No project has the district “East” that limit_2"),
        ("district North", "ward North", 6, "The limit_2 asks for the column “ward”: use category"),
        ("projects and 300", "projects 300", 7, "cannot be read"),
        ("limit_2", "limit_4", 6, "There is a limit_4 here but no limit_2: one may have been lost"),
        (
            "limit_2",
            "limit_one",
            6,
            "Limits are called limit_1, limit_2 and so on, not “limit_one”",
        ),
        ("limit_2", "limit_1", 6, "META says “limit_1” twice."),
    ],
)
def test_a_limit_that_is_wrong_is_named_by_its_line(
    before: str, after: str, line: int, sentence: str
) -> None:
    with pytest.raises(PabulibError) as refused:
        read(changed(before, after))
    assert refused.value.line == line
    assert sentence in refused.value.sentence


def test_the_same_limit_twice_is_one() -> None:
    file = read(changed("limit_3;at most 2 projects and 300 money with category green", (
        "limit_3;at most 1 project of 4,2"
    )))  # fmt: skip
    assert len(file.election.limits) == 2


def test_what_is_written_keeps_its_labels_and_reads_back_to_the_byte() -> None:
    file = read(LIMITED.encode())
    written = write(file)
    assert write(read(written)) == written
    assert b"limit_2;at most 500.50 money with district North\n" in written
    rule = Rule("greedy")
    told = result_json(file, rule, count(file.election, rule))
    assert told["limits"] == [
        {"projects": ["1", "2"], "money": "500.5", "by": "district", "label": "North"},
        {"projects": ["2"], "number": 2, "money": 300, "by": "category", "label": "green"},
        {"projects": ["2", "4"], "number": 1},
    ]


def test_a_label_that_other_projects_carry_is_no_name_for_a_limit() -> None:
    limit = Limit((0,), money=5)
    election = Election.of(approvals=[[1, 1]], costs=[5, 5], budget=9).with_limits([limit])
    rows = [{"project_id": "a", "district": "North"}, {"project_id": "b", "district": "North"}]
    with pytest.raises(InvalidInput, match="not about the projects with the district “North”"):
        PabulibElection.of(election, rows, meta={}, labels={limit: ("district", "North")})


@given(an_election(), st.sampled_from([1, 10, 100]), st.data())
@settings(deadline=None, max_examples=200)
def test_whatever_the_limits_a_file_of_ours_recounts_to_the_same_fingerprint(
    election: Election, scale: int, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    rows = [{"project_id": f"p{j}", "district": "NS"[j % 2]} for j in range(election.n_projects)]
    north = Limit(tuple(range(0, election.n_projects, 2)), money=data.draw(st.integers(1, 90)))
    limited = limited.with_limits([*limited.limits, north])
    file = PabulibElection.of(
        limited,
        rows,
        meta={"limit_1": "of another file"},
        vote_type="scoring",
        money_scale=scale,
        labels={north: ("district", "N")},
    )
    again = read(write(file))
    rule = Rule("equal-shares", completion="add1-then-votes")
    # A file says its money in the fewest decimals, so both are counted in the unit of the one.
    unit = file.money_scale // again.money_scale
    costs = (limited.costs // unit).tolist()
    assert (again.election.costs.tolist(), again.election.budget) == (costs, limited.budget // unit)
    if unit == 1:
        assert again.election.limits == limited.limits
        assert again.labels == {north: ("district", "N")}
        here, there = count(limited, rule), count(again.election, rule)
        assert digest(limited, rule, here) == digest(again.election, rule, there)
