"""Every change to a programme."""

from folkmoot.programmes.actions.approving import answer, propose, take_back
from folkmoot.programmes.actions.moving import (
    begin_closing,
    close,
    go_live,
    resume,
    suspend,
)
from folkmoot.programmes.actions.places import (
    change_part,
    enter_phase,
    take_part,
)
from folkmoot.programmes.actions.starting import draft_version, start_programme
from folkmoot.programmes.actions.team import end_role, give_role
from folkmoot.programmes.actions.writing import (
    add_funder,
    add_phase,
    drop_extension,
    drop_funder,
    drop_phase,
    extend_phase,
    set_criteria,
    set_money,
    write_terms,
)

__all__ = [
    "add_funder",
    "add_phase",
    "answer",
    "begin_closing",
    "change_part",
    "close",
    "draft_version",
    "drop_extension",
    "drop_funder",
    "drop_phase",
    "end_role",
    "enter_phase",
    "extend_phase",
    "give_role",
    "go_live",
    "propose",
    "resume",
    "set_criteria",
    "set_money",
    "start_programme",
    "suspend",
    "take_back",
    "take_part",
    "write_terms",
]
