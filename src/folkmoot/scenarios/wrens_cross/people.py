"""The people of the story, the roles they hold, and what they would type as a passphrase."""

from dataclasses import dataclass

from folkmoot.kernel.access.roles import (
    CONTRACTOR,
    CONVENOR,
    COUNTING_OFFICER,
    DECISION_MAKER,
    EVALUATOR,
    GRANT_MANAGER,
    ORGANISER,
    POLLING_HELPER,
    ROLL_KEEPER,
    SAFEGUARDING_LEAD,
    SERVICE_OFFICER,
    Role,
)

AT = "wrens-cross.example"


@dataclass(frozen=True, slots=True)
class Someone:
    """One person with an account."""

    key: str
    name: str
    roles: tuple[Role, ...] = ()

    @property
    def email(self) -> str:
        """Their address, at a domain that can never exist."""
        return f"{self.key}@{AT}"


STEWARD = Someone("steward", "Ines Okafor")
TEAM = (
    Someone("convenor", "Carys Pugh", (CONVENOR,)),
    Someone("organiser", "Tomasz Wrona", (ORGANISER,)),
    Someone("safeguarding", "Winifred Clarke", (SAFEGUARDING_LEAD,)),
    Someone("highways", "Dev Anand", (SERVICE_OFFICER,)),
    Someone("parks", "Moira Lennox", (SERVICE_OFFICER,)),
    Someone("roll", "Beatriz Alves", (ROLL_KEEPER,)),
    Someone("roll-too", "Hamish Orr", (ROLL_KEEPER,)),
    Someone("hall", "Yusuf Demir", (POLLING_HELPER,)),
    Someone("desk", "Aoife Byrne", (POLLING_HELPER,)),
    Someone("count-council", "Graham Tate", (COUNTING_OFFICER,)),
    Someone("count-church", "Ruth Adeyemi", (COUNTING_OFFICER,)),
    Someone("count-library", "Lin Zhao", (COUNTING_OFFICER,)),
)
RESIDENTS = (
    Someone("amina", "Amina Siddiqui"),
    Someone("david", "David Marsh"),
    Someone("nesta", "Nesta Rowlands"),
)
# Those who run and pay for the programme; their roles are in the programme, not in the place.
FUNDING = (
    Someone("grants", "Priya Nair", (GRANT_MANAGER,)),
    Someone("lottery", "Alasdair Muir", (DECISION_MAKER,)),
    Someone("office", "Folake Bright", (DECISION_MAKER,)),
    Someone("foundation", "Edith Hargreave", (DECISION_MAKER,)),
    Someone("support", "Lowri Bevan", (CONTRACTOR,)),
    Someone("evaluator", "Sunil Mistry", (EVALUATOR,)),
)
PASSPHRASES = {
    "count-council": "copper kettle morning orchard",
    "count-church": "violin harbour seven lanterns",
    "count-library": "paper swallow winter garden",
}
# What a stranger may try first, in the order of the story: whose desk, and what is on it.
WALKS = {
    "organiser": "Note a talk at a door as a phone would, offline too; find the themes in what "
    "people said; ask a neighbour with a gift.",
    "convenor": "See what waits on a place; prepare a decision; plan a gathering.",
    "highways": "Answer what people propose: can it be done, and what would it cost?",
    "grants": "See how places apply, how they are read, and how a panel chooses among them.",
    "trust": "Ask for a payment of an award; write the return that is due.",
    "support": "See every place a contractor helps, and the days that are left.",
}
