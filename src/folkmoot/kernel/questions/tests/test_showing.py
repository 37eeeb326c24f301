"""Answers as people read them: tables as tables, sums added up, letters in plain words."""

from folkmoot.kernel.questions.asking import Asked, Column, Condition, Form, Kind, Part
from folkmoot.kernel.questions.exporting import answers_as_csv
from folkmoot.kernel.questions.saying import said
from folkmoot.kernel.questions.showing import Grid, parts_read, shown

COSTS = Asked(
    "costs",
    Kind.TABLE,
    "What is it for?",
    columns=[Column("what", "What"), Column("cost", "Cost", Kind.MONEY)],
)
DATED = Asked("plan", Kind.TABLE, "When?", columns=[*COSTS.columns, Column("on", "On", Kind.DATE)])
PARTNER = Part(
    "Partners",
    [
        Asked("name", Kind.SHORT, "Who?"),
        Asked("gives", Kind.MONEY, "What do they give?"),
        Asked("lends", Kind.YES_NO, "Do they lend anything?"),
        Asked("what", Kind.SHORT, "What?", shown_when=Condition("lends", "yes")),
    ],
    most_turns=4,
)
TOLD = {
    ("name", 0): "The hub", ("gives", 0): "26000", ("lends", 0): "yes", ("what", 0): "Chairs",
    ("name", 2): "The school", ("gives", 2): "£400.50", ("lends", 2): "no", ("what", 2): "A hall",
}  # fmt: skip


def words(grid: Grid | None) -> list[list[str]]:
    assert grid
    lines = [grid.heads, *grid.rows, grid.together]
    return [[box.words for box in line] for line in lines]


def test_a_table_is_read_under_the_heads_of_its_columns_with_its_money_added_up() -> None:
    told = shown(COSTS, [["A worker", "26,000"], ["", ""], ["A van", "400.5"]])
    assert words(told.grid) == [
        ["What", "Cost"],
        ["A worker", "£26,000"],
        ["A van", "£400.50"],
        ["Together", "£26,400.50"],
    ]
    assert told.grid
    assert [box.is_figure for box in told.grid.heads] == [False, True]


def test_what_cannot_be_added_up_is_not_and_stands_as_it_was_typed() -> None:
    assert words(shown(COSTS, [["A worker", "26,000"], ["A van", "dear"]]).grid) == [
        ["What", "Cost"], ["A worker", "£26,000"], ["A van", "dear"], [],
    ]  # fmt: skip
    assert words(shown(COSTS, [["A worker"]]).grid) == [["What", "Cost"], ["A worker", ""], []]
    assert not shown(COSTS, [["", ""]])


def test_a_letter_says_a_row_in_plain_words_without_bars() -> None:
    assert said(COSTS, [["A worker", "26000"], ["A van", ""]]) == "A worker: £26,000\nA van"
    assert (
        said(DATED, [["A worker", "26000", "2027-05-03"]])
        == "A worker: Cost £26,000, On 3 May 2027"
    )
    form, answers = Form("All", [Part("One", [COSTS])]), {("costs", 0): [["A", "1"]]}
    assert answers_as_csv(form, [("Us", answers)]).decode().endswith("What is it for?,A: £1\r\n")


def test_what_is_answered_in_turns_is_a_table_where_each_answer_is_short() -> None:
    (part,) = parts_read(Form("All", [PARTNER]), TOLD)
    assert words(part.grid) == [
        ["Who?", "What do they give?", "Do they lend anything?", "What?"],
        ["The hub", "£26,000", "Yes", "Chairs"],
        ["The school", "£400.50", "No", ""],
        ["Together", "£26,400.50", "", ""],
    ]


def test_turns_with_long_answers_stand_one_below_another_with_their_money_together() -> None:
    story = Asked("story", Kind.LONG, "Tell us.", max_words=50)
    long = Part("Partners", [*PARTNER.questions, story], most_turns=4)
    (part,) = parts_read(Form("All", [long]), TOLD)
    assert part.grid is None
    assert [turn.name for turn in part.turns] == ["Partners 1", "Partners 3"]
    assert part.together == (("What do they give?", "£26,400.50"),)
    assert "What?" not in [line.text for line in part.turns[1].lines]
