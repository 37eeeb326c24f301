"""The roles people hold, in words the people who hold them would recognise."""

from collections.abc import Iterable

from folkmoot.kernel.access.money_roles import (
    AWARD_MANAGER,
    FINANCE_OFFICER,
    GRANT_HOLDER,
    GRANT_SIGNATORY,
    PAYMASTER,
)
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.role import Role

__all__ = [
    "AWARD_MANAGER",
    "FINANCE_OFFICER",
    "GRANT_HOLDER",
    "GRANT_SIGNATORY",
    "PAYMASTER",
    "Role",
]

STEWARD = Role(
    "Steward",
    "site",
    "Looks after this Folkmoot: adds places, organisations and programmes, and says who leads "
    "them.",
    frozenset(
        {
            Permission.PLACE_CREATE,
            Permission.PLACE_TEAM,
            Permission.ORGANISATION_KEEP,
            Permission.ORGANISATION_EDIT,
            Permission.SITE_TEAM,
            Permission.DAY_KEEP,
            Permission.BADGE_KEYS,
            Permission.PROGRAMME_START,
            Permission.PROGRAMME_SEE,
            Permission.PROGRAMME_TEAM,
        }
    ),
)
CONVENOR = Role(
    "Convenor",
    "place",
    "Leads the place: draws it, names its team, prepares decisions and publishes results.",
    frozenset(
        {
            Permission.PLACE_EDIT,
            Permission.PLACE_TEAM,
            Permission.GATHERING_HOLD,
            Permission.LISTEN,
            Permission.LISTENING_LEAD,
            Permission.HEARD_RELEASE,
            Permission.PROPOSAL_ENTER,
            Permission.PROPOSAL_ASSIGN,
            Permission.PROPOSAL_MERGE,
            Permission.PROPOSAL_PUT,
            Permission.LETTER_POST,
            Permission.DECISION_RUN,
            Permission.DECISION_PREPARE,
            Permission.DECISION_OPEN,
            Permission.DECISION_PUBLISH,
            Permission.WHAT_IF_ASK,
            Permission.COURSE_KEEP,
            Permission.COURSE_LEAD,
            Permission.SMALL_FUND_KEEP,
            Permission.SMALL_GRANT_ENTER,
            Permission.SUPPORT_SEE,
            Permission.SUPPORT_DESIGN,
            Permission.SUPPORT_AGREE,
        }
    ),
)
ORGANISER = Role(
    "Organiser",
    "place",
    "Listens on the streets; writes down proposals, posts the answers and takes votes for people "
    "without the web.",
    frozenset(
        {
            Permission.GATHERING_HOLD,
            Permission.LISTEN,
            Permission.LISTENING_LEAD,
            Permission.PROPOSAL_ENTER,
            Permission.LETTER_POST,
            Permission.DECISION_RUN,
            Permission.BALLOT_TAKE,
            Permission.COURSE_LEAD,
            Permission.SMALL_GRANT_ENTER,
            Permission.SUPPORT_SEE,
        }
    ),
)
SAFEGUARDING_LEAD = Role(
    "Safeguarding lead",
    "place",
    "Alone reads the concerns that somebody may not be safe, and says what happens with each.",
    frozenset({Permission.SAFEGUARD}),
)
SERVICE_OFFICER = Role(
    "Service officer",
    "place",
    "Knows what things cost and whether they can be done; answers each proposal by its date.",
    frozenset({Permission.PROPOSAL_ASSESS}),
)
ROLL_KEEPER = Role(
    "Roll keeper",
    "place",
    "Keeps the list of who may vote, sends the letters and settles doubtful votes.",
    frozenset({Permission.DECISION_RUN, Permission.ROLL_KEEP, Permission.BALLOT_TAKE}),
)
POLLING_HELPER = Role(
    "Polling helper",
    "place",
    "Helps people vote by phone and in the hall, and types in paper ballots.",
    frozenset({Permission.DECISION_RUN, Permission.BALLOT_TAKE, Permission.PAPER_TYPE}),
)
COUNTING_OFFICER = Role(
    "Counting officer",
    "place",
    "Holds one of the passphrases that open the ballot box, and counts.",
    frozenset(
        {
            Permission.DECISION_RUN,
            Permission.DECISION_COUNT,
            Permission.WHAT_IF_ASK,
            Permission.PAPER_TYPE,
        }
    ),
)
CUSTODIAN = Role(
    "Custodian",
    "organisation",
    "Keeps what we know about the organisation right, and can take all of it away in a file.",
    frozenset({Permission.ORGANISATION_EDIT, Permission.ORGANISATION_TAKE, Permission.HUB_READ}),
)
TRAINER = Role(
    "Trainer",
    "course",
    "Leads the course: knows who takes part, notes who came, and says who has completed it.",
    frozenset({Permission.COURSE_LEAD, Permission.COURSE_CONFIRM}),
)
TRAINER_IN_TRAINING = Role(
    "Trainer in training",
    "course",
    "Leads the course beside a trainer: knows who takes part, and notes who came.",
    frozenset({Permission.COURSE_LEAD}),
)
GRANT_MANAGER = Role(
    "Grant manager",
    "programme",
    "Runs the programme for its funders: prepares what they agree on, names its team and its "
    "places.",
    frozenset(
        {
            Permission.PROGRAMME_SEE,
            Permission.PROGRAMME_DRAFT,
            Permission.PROGRAMME_RUN,
            Permission.PROGRAMME_TEAM,
            Permission.CALL_KEEP,
            Permission.APPLICATION_SEE,
            Permission.APPLICATION_HANDLE,
            Permission.PANEL_KEEP,
            Permission.CHOICE_SEE,
            Permission.CHOICE_MAKE,
            Permission.CHOICE_TELL,
            Permission.SUPPORT_SEE,
            Permission.SUPPORT_OPEN,
        }
    ),
)
DECISION_MAKER = Role(
    "Decision-maker",
    "programme",
    "Approves for one funder: how the programme decides, and what its money is for.",
    frozenset(
        {
            Permission.PROGRAMME_SEE,
            Permission.PROGRAMME_APPROVE,
            Permission.APPLICATION_SEE,
            Permission.CHOICE_SEE,
            Permission.CHOICE_DECIDE,
            Permission.SUPPORT_SEE,
        }
    ),
)
CONTRACTOR = Role(
    "Support contractor",
    "programme",
    "Helps the places that take part, for as long as the contract lasts.",
    frozenset(
        {
            Permission.PROGRAMME_SEE,
            Permission.SUPPORT_SEE,
            Permission.SUPPORT_DESIGN,
            Permission.SUPPORT_GIVE,
        }
    ),
)
ASSESSOR = Role(
    "Assessor",
    "programme",
    "Reads what places send in and says how strong it is, with reasons.",
    frozenset({Permission.PROGRAMME_SEE, Permission.ASSESS}),
)
PANEL_CHAIR = Role(
    "Panel chair",
    "programme",
    "Leads the assessors, brings them together where they differ, and says what the panel "
    "recommends.",
    frozenset(
        {
            Permission.PROGRAMME_SEE,
            Permission.APPLICATION_SEE,
            Permission.PANEL_KEEP,
            Permission.PANEL_LEAD,
            Permission.CHOICE_SEE,
            Permission.CHOICE_MAKE,
        }
    ),
)
EVALUATOR = Role(
    "Evaluator",
    "programme",
    "Finds out what the programme changes. Reads evidence, and decides nothing.",
    frozenset({Permission.PROGRAMME_SEE, Permission.SUPPORT_SEE}),
)
LEAD_APPLICANT = Role(
    "Lead applicant",
    "application",
    "Leads an application: asks partners and the council, names who writes, hands it in.",
    frozenset({Permission.APPLICATION_WRITE, Permission.APPLICATION_LEAD}),
)
APPLICANT = Role(
    "Applicant",
    "application",
    "Writes an application with others.",
    frozenset({Permission.APPLICATION_WRITE}),
)
ROLES = {
    role.name: role
    for role in (
        STEWARD,
        CONVENOR,
        ORGANISER,
        SAFEGUARDING_LEAD,
        SERVICE_OFFICER,
        ROLL_KEEPER,
        POLLING_HELPER,
        COUNTING_OFFICER,
        CUSTODIAN,
        TRAINER,
        TRAINER_IN_TRAINING,
        GRANT_MANAGER,
        DECISION_MAKER,
        CONTRACTOR,
        ASSESSOR,
        PANEL_CHAIR,
        EVALUATOR,
        LEAD_APPLICANT,
        APPLICANT,
        AWARD_MANAGER,
        GRANT_SIGNATORY,
        PAYMASTER,
        GRANT_HOLDER,
        FINANCE_OFFICER,
    )
}


def roles_in(scope: str) -> tuple[Role, ...]:
    """Roles that can be held in this kind of scope."""
    return tuple(role for role in ROLES.values() if role.scope == scope)


def roles_permitting(*permissions: Permission) -> list[str]:
    """The names of the roles that permit one of these."""
    return [role.name for role in ROLES.values() if role.permissions & set(permissions)]


def permitted_by(names: Iterable[str]) -> frozenset[Permission]:
    """Everything that these roles, by name, permit together."""
    return frozenset().union(*(ROLES[name].permissions for name in names))
