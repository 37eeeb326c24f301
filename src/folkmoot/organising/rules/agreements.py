"""When an agreement may be changed, agreed, kept, broken and renewed."""

from collections.abc import Sequence
from datetime import date

from folkmoot.organising.models import (
    Agreement,
    AgreementStage,
    Neighbour,
    Party,
    Undertaking,
)
from folkmoot.organising.rules.neighbours import names_them

MOST_PARTIES, MOST_UNDERTAKINGS, MOST_PAPERS = 12, 40, 10


def why_not_change_agreement(agreement: Agreement) -> str:
    """What was agreed stays as it was agreed."""
    if agreement.stage == AgreementStage.AGREED:
        return "This has been agreed and stays as it is. Renew it to agree something else."
    return ""


def why_not_add_party(
    agreement: Agreement, name: str, neighbour: Neighbour | None, *, there: Sequence[Party]
) -> str:
    """Each party once, while it is being talked about; a person only where they were met."""
    if why := why_not_change_agreement(agreement):
        return why
    name = neighbour.called if neighbour else name.strip()
    if neighbour and (why := _why_not_agree_in_person(agreement, neighbour)):
        return why
    if not name:
        return "Say who it is."
    if name.casefold() in {each.called.casefold() for each in there}:
        return f"“{name}” is part of it already."
    if len(there) >= MOST_PARTIES:
        return f"An agreement has {MOST_PARTIES} parties at the most."
    return ""


def _why_not_agree_in_person(agreement: Agreement, neighbour: Neighbour) -> str:
    if neighbour.forgotten_at:
        return "They asked to be forgotten."
    here = neighbour.place_id == agreement.place_id
    return "" if here else "They were met in another place."


def why_not_for_good(wording: Sequence[str], parties: Sequence[Party]) -> str:
    """What is agreed cannot be changed, and a name can be withdrawn: so it names no person."""
    for name in (each.called for each in parties if each.neighbour):
        if any(names_them(words, name) for words in wording):
            return (
                f"“{name}” stands in what would stay for good. Write “the cook” or “they” "
                "instead: then their name goes with one press when they wish."
            )
    return ""


def why_not_undertake(
    agreement: Agreement, words: str, due_date: date, *, today: date, n_there: int
) -> str:
    """It says what and by when."""
    if why := why_not_change_agreement(agreement):
        return why
    if not words.strip():
        return "Say what is promised."
    if due_date < today:
        return "By when? Choose a day that is still to come."
    if n_there >= MOST_UNDERTAKINGS:
        return f"An agreement has {MOST_UNDERTAKINGS} promises at the most."
    return ""


def why_not_agree(agreement: Agreement, *, n_parties: int, n_undertakings: int) -> str:
    """Two parties at the least, and one of them promises something."""
    if agreement.stage == AgreementStage.AGREED:
        return "This has been agreed already."
    if n_parties < 2:
        return "An agreement needs two parties at the least. Add who is part of it."
    if not n_undertakings:
        return "Nobody promises anything yet. Add who does what, and by when."
    return ""


def why_not_answer_undertaking(undertaking: Undertaking) -> str:
    """What came of it is said once, when it has been agreed."""
    if undertaking.agreement.stage != AgreementStage.AGREED:
        return "This has not been agreed yet."
    if undertaking.kept_at:
        return "This has been kept already."
    if undertaking.broken_at:
        return "This was broken; the reason is written down."
    return ""


def why_not_break(undertaking: Undertaking, why: str) -> str:
    """What is not kept says why."""
    return why_not_answer_undertaking(undertaking) or (
        "" if why.strip() else "Say why it was not kept, and what was said about it."
    )


def why_not_renew(agreement: Agreement) -> str:
    """What was agreed is renewed once; then the later one is."""
    if agreement.stage != AgreementStage.AGREED:
        return "This has not been agreed yet: change it as it is."
    if hasattr(agreement, "renewed_by"):
        return "This has been renewed already. Renew the later one."
    return ""


def why_not_keep_paper(agreement: Agreement, *, n_papers: int) -> str:
    """What is signed has been agreed."""
    if agreement.stage != AgreementStage.AGREED:
        return "First everybody says yes to it here. Then keep the paper they signed."
    if n_papers >= MOST_PAPERS:
        return f"There are {MOST_PAPERS} papers. Take one off before you add another."
    return ""
