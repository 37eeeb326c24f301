"""What was written before a change of the tables is found after it, where it belongs."""

from typing import Any

import pytest

from folkmoot.ideas.tests.makers import NOON, a_merger, a_place, a_proposal
from folkmoot.kernel.notify import queries
from folkmoot.kernel.notify.models import Message
from tests.fixtures.database import as_if_updated

pytestmark = pytest.mark.django_db(transaction=True)


def written(channel: str, about: str, to: str) -> Message:
    """A message as it was kept when no pile and no page knew its place."""
    return Message.objects.create(
        channel=channel, about=about, to=to, subject="News", text="It goes on.", created_at=NOON
    )


def test_a_letter_written_before_there_were_piles_is_printed_in_its_own_place(db: Any) -> None:
    here, there = a_place(), a_place("Elm Park")
    bench, shelter = a_proposal(place=here), a_proposal("A shelter", place=here)
    merger, other = a_merger(bench, shelter), a_proposal("A tree", place=there)
    Message.objects.all().delete()
    kept = written("letter", f"ideas.Proposal:{bench.pk}", "Lou\n1 Elm Row")
    merged = written("letter", f"ideas.Merger:{merger.pk}", "Lou\n1 Elm Row")
    elsewhere = written("letter", f"ideas.Proposal:{other.pk}", "Ann\n2 Elm Row")
    of_nothing = written("letter", "people.Account:1", "Ann\n2 Elm Row")
    email = written("email", f"ideas.Proposal:{bench.pk}", "lou@example.org")
    as_if_updated("ideas", "0003")
    assert set(queries.letters_to_print(here)) == {kept, merged}
    assert list(queries.letters_to_print(there)) == [elsewhere]
    assert set(Message.objects.filter(within="")) == {of_nothing, email}


def test_a_call_asked_for_before_there_was_a_page_stands_on_its_place_s_page(db: Any) -> None:
    here, there = a_place(), a_place("Elm Park")
    bench, tree = a_proposal(place=here), a_proposal("A tree", place=there)
    Message.objects.all().delete()
    call = written("phone", f"ideas.Proposal:{bench.pk}", "Pat Price +44 1632 960001")
    text = written("text", f"ideas.Proposal:{bench.pk}", "07700 900123")
    elsewhere = written("phone", f"ideas.Proposal:{tree.pk}", "(01632) 960002")
    as_if_updated("ideas", "0004")
    assert set(queries.telephone_list(here)) == {call, text}
    assert list(queries.telephone_list(there)) == [elsewhere]
    names = {one.addressee: one.number for one in queries.by_telephone(here)}
    unknown = "Someone whose name we do not know"
    assert names == {"Pat Price": "+44 1632 960001", unknown: "07700 900123"}
    assert queries.by_telephone(there).get().number == "(01632) 960002"
