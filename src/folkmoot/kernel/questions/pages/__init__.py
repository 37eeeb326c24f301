"""Pages to answer on, for a room whose own view has asked who may: it hands over an `Around`."""

from folkmoot.kernel.questions.pages.around import Around
from folkmoot.kernel.questions.pages.editing import (
    Editing,
    preview_page,
    question_page,
    section_page,
    set_page,
    words_page,
)
from folkmoot.kernel.questions.pages.parts import part_page
from folkmoot.kernel.questions.pages.whole import (
    offline_file,
    read_back_page,
    sent_file,
    whole_page,
)

__all__ = [
    "Around",
    "Editing",
    "offline_file",
    "part_page",
    "preview_page",
    "question_page",
    "read_back_page",
    "section_page",
    "sent_file",
    "set_page",
    "whole_page",
    "words_page",
]
