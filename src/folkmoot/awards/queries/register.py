"""What the register of charities says of a recipient, beside what we have been told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from folkmoot.awards.models import Award, Charity, CharityExtract
from folkmoot.kernel.ui.words import money
from folkmoot.people.models import OrganisationIdentifier

CHARITIES, COMPANIES = "GB-CHC", "GB-COH"


@dataclass(frozen=True, slots=True)
class InRegister:
    """What the register says of the recipient of an award; `minded` are sentences to look at.

    Without a `charity` the register has none of that number, or the recipient named none.
    """

    extract_date: date
    number: str
    charity: Charity | None
    minded: tuple[str, ...]


def in_register(award: Award) -> InRegister | None:
    """The recipient in the register; None when no register is loaded. Three queries."""
    extract = CharityExtract.objects.first()
    if extract is None:
        return None
    numbers = _numbers(award)
    number = numbers.get(CHARITIES, "")
    if not number:
        told = "The recipient has named no charity number. If it is no charity, that is in order."
        return InRegister(extract.extract_date, "", None, (told,))
    charity = Charity.objects.filter(pk=number).first()
    if charity is None:
        told = f"There is no charity {number} in the register."
        return InRegister(extract.extract_date, number, None, (told,))
    minded = tuple(_minded(charity, award, numbers.get(COMPANIES, ""), extract.extract_date))
    return InRegister(extract.extract_date, number, charity, minded)


def _numbers(award: Award) -> dict[str, str]:
    rows = OrganisationIdentifier.objects.filter(organisation=award.recipient_id)
    return {each.scheme: each.value for each in rows}


def _minded(charity: Charity, award: Award, company: str, today: date) -> Iterable[str]:
    """What differs from what we were told, and what a careful person would ask about."""
    told = award.recipient.name
    if _plain(told) != _plain(charity.name):
        yield f"The name differs: we know it as “{told}”, the register as “{charity.name}”."
    if charity.removed_date or charity.status.casefold() != "registered":
        when = f" on {charity.removed_date:%-d %B %Y}" if charity.removed_date else ""
        yield f"It is “{charity.status}”{when}."
    if charity.is_insolvent:
        yield "The register says that it is insolvent."
    if charity.is_in_administration:
        yield "The register says that it is in administration."
    if "overdue" in charity.reporting_status.casefold():
        yield f"Its reports to the register: “{charity.reporting_status}”."
    if (
        company
        and charity.company_number
        and company.lstrip("0") != charity.company_number.lstrip("0")
    ):
        yield f"The company number differs: {company} here, {charity.company_number} there."
    income = charity.latest_income_pence
    if income is not None and award.awarded_pence > income:
        yield (
            f"The award ({money(award.awarded_pence)}) is more than its latest yearly income "
            f"({money(income)})."
        )


def _plain(name: str) -> str:
    """A name without what people write differently."""
    bare = name.casefold().replace("’", "'").replace("&", "and").removeprefix("the ")
    return "".join(each for each in bare if each.isalnum()).removesuffix("limited")
