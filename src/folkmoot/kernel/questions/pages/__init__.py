"""Pages to answer on, for a room whose own view has asked who may: it hands over an `Around`."""

from folkmoot.kernel.questions.pages.around import Around
from folkmoot.kernel.questions.pages.parts import part_page
from folkmoot.kernel.questions.pages.whole import (
    offline_file,
    read_back_page,
    sent_file,
    whole_page,
)

__all__ = ["Around", "offline_file", "part_page", "read_back_page", "sent_file", "whole_page"]
