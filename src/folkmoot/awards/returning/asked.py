"""What a return asks in words, unless a funder has published questions of its own."""

from folkmoot.kernel.questions.asking import Asked, Condition, Form, Kind, Part

SLUG = "return-"  # how the name of a set of questions for returns begins
QUARTER, FINAL = "return-period", "return-final"
AS_SAID = "as-said"  # chosen instead of a set: whatever the funder says of each return
TOLD = Part(
    "How it went",
    (
        Asked("done", Kind.LONG, "What have you done in this time?", max_words=300),
        Asked(
            "changed", Kind.LONG, "What has changed for people here?", max_words=300,
            hint="What you saw or were told. It may be small.",
        ),
        Asked(
            "unexpected", Kind.LONG, "What did you not expect?", max_words=200, is_required=False,
        ),
    ),
)  # fmt: skip
AHEAD = Part(
    "What is ahead",
    (
        Asked("worry", Kind.YES_NO, "Is there anything you worry about?"),
        Asked(
            "worry_what", Kind.LONG, "What is it, and what would help?", max_words=200,
            shown_when=Condition("worry", "yes"),
        ),
        Asked("next", Kind.LONG, "What will you do next?", max_words=200, is_required=False),
    ),
)  # fmt: skip
LEFT = Part(
    "What stays",
    (
        Asked("learnt", Kind.LONG, "What would you tell another place?", max_words=300),
        Asked("goes_on", Kind.LONG, "What goes on now, and who carries it?", max_words=300),
    ),
)
STANDARD = {
    QUARTER: Form("What we did", (TOLD, AHEAD)),
    FINAL: Form("What we did, and what stays", (TOLD, LEFT)),
}
