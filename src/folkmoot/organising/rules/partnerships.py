"""When a partnership may be asked, answered and closed."""

from collections.abc import Sequence

from folkmoot.organising.models import Partner, PartnerSurvey

FEWEST_PARTNERS, MOST_PARTNERS = 3, 60
LONGEST_PARTNER = 200


def why_not_ask_partners(name: str, partners: Sequence[str]) -> str:
    """A survey has a name, and three partners at the least, each once."""
    if not name.strip():
        return "Give this partnership a name."
    if not FEWEST_PARTNERS <= len(partners) <= MOST_PARTNERS:
        return (
            f"Write down {FEWEST_PARTNERS} to {MOST_PARTNERS} organisations; "
            f"you have {len(partners)}."
        )
    seen: set[str] = set()
    for each in partners:
        if len(each) > LONGEST_PARTNER:
            return f"Keep each name to {LONGEST_PARTNER} letters: “{each[:40]}…”"
        if each.casefold() in seen:
            return f"“{each}” is there twice."
        seen.add(each.casefold())
    return ""


def why_not_answer_partner(partner: Partner, works_with: Sequence[Partner]) -> str:
    """Answers are taken until the survey is closed, about the others who are asked."""
    if partner.survey.closed_at:
        return "This survey is closed. Ask everybody again in a new one."
    if any(each.survey_id != partner.survey_id for each in works_with):
        return "One of those was asked in another survey."
    if any(each.pk == partner.pk for each in works_with):
        return f"“{partner.name}” cannot work with itself."
    return ""


def why_not_close_survey(survey: PartnerSurvey, *, n_missing: int) -> str:
    """It is closed when every partner has answered."""
    if survey.closed_at:
        return "This survey is closed already."
    if n_missing:
        return f"{_partners(n_missing)} not answered yet. A picture with gaps would be untrue."
    return ""


def _partners(number: int) -> str:
    return "One partner has" if number == 1 else f"{number} partners have"
