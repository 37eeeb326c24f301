"""The words a letter begins with. Somebody reads each over and fills in what is in brackets."""

from folkmoot.granting.models import Application, Choice, Outcome
from folkmoot.kernel.ui.words import day

SUBJECTS = {
    Outcome.INVITED: "{title} was chosen",
    Outcome.RESERVE: "{title} is in reserve",
    Outcome.DECLINED: "{title} was not chosen",
}
OPENINGS = {
    Outcome.INVITED: (
        "Thank you for all you put into “{title}”. The funders of {programme} have chosen it. "
        "We write to you soon about the agreement and what happens next."
    ),
    Outcome.RESERVE: (
        "Thank you for all you put into “{title}”. The funders of {programme} could not choose "
        "every place they wanted to. Yours is in reserve{until}: if one of those chosen cannot "
        "go on, it takes its place."
    ),
    Outcome.DECLINED: (
        "Thank you for all you put into “{title}”. The funders of {programme} could not choose "
        "every place they wanted to, and yours is not among those they chose. Below we say what "
        "those who read it found strong, and what would have made it stronger."
    ),
}
WAYS_ON = {
    Outcome.INVITED: "",
    Outcome.RESERVE: (
        "Meanwhile you keep what you have built, and two days of help to go on with it. [Say "
        "whom they can ring.]"
    ),
    Outcome.DECLINED: (
        "What you have built is yours. You have two days of help to decide how you go on with "
        "it, and you can apply again when the next call opens. [Say whom they can ring.]"
    ),
}


def first_words(choice: Choice, piece: Application, outcome: str) -> tuple[str, str, str]:
    """What a letter is about, what it says, and the way on it shows, before anybody edits it."""
    known = {
        "title": piece.title,
        "programme": piece.call.programme.name,
        "until": f" until {day(choice.reserve_until_date)}" if choice.reserve_until_date else "",
    }
    key = Outcome(outcome)
    return SUBJECTS[key].format(**known)[:160], OPENINGS[key].format(**known), WAYS_ON[key]
