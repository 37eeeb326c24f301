"""Everything that changes sets of questions and answers."""

from folkmoot.kernel.questions.actions.saving import (
    Saved,
    Typing,
    close_answers,
    name_owner,
    open_again,
    open_answers,
    remove_answers,
    save_answers,
    settle,
)
from folkmoot.kernel.questions.actions.sets import (
    another_version,
    draft_set,
    publish_set,
    rewrite_set,
)

__all__ = [
    "Saved",
    "Typing",
    "another_version",
    "close_answers",
    "draft_set",
    "name_owner",
    "open_again",
    "open_answers",
    "publish_set",
    "remove_answers",
    "rewrite_set",
    "save_answers",
    "settle",
]
