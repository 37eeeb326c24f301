"""Everything anyone can be permitted to do, on one page."""

from enum import StrEnum, auto


class Permission(StrEnum):
    # the site
    PLACE_CREATE = auto()
    ORGANISATION_KEEP = auto()
    SITE_TEAM = auto()
    DAY_KEEP = auto()
    BADGE_KEYS = auto()
    PROGRAMME_START = auto()

    # a place
    PLACE_EDIT = auto()
    PLACE_TEAM = auto()

    # an organisation
    ORGANISATION_EDIT = auto()
    ORGANISATION_TAKE = auto()
    HUB_READ = auto()

    # a programme
    PROGRAMME_SEE = auto()
    PROGRAMME_DRAFT = auto()
    PROGRAMME_APPROVE = auto()
    PROGRAMME_RUN = auto()
    PROGRAMME_TEAM = auto()

    # gatherings
    GATHERING_HOLD = auto()

    # listening
    LISTEN = auto()
    LISTENING_LEAD = auto()
    HEARD_RELEASE = auto()
    SAFEGUARD = auto()

    # ideas
    PROPOSAL_ENTER = auto()
    PROPOSAL_ASSIGN = auto()
    PROPOSAL_ASSESS = auto()
    PROPOSAL_MERGE = auto()
    PROPOSAL_PUT = auto()
    LETTER_POST = auto()

    # deciding
    DECISION_RUN = auto()
    DECISION_PREPARE = auto()
    DECISION_OPEN = auto()
    DECISION_COUNT = auto()
    DECISION_PUBLISH = auto()
    WHAT_IF_ASK = auto()
    ROLL_KEEP = auto()
    BALLOT_TAKE = auto()
    PAPER_TYPE = auto()

    # calls for applications
    CALL_KEEP = auto()
    APPLICATION_SEE = auto()
    APPLICATION_HANDLE = auto()
    APPLICATION_WRITE = auto()
    APPLICATION_LEAD = auto()

    # panels and choices
    PANEL_KEEP = auto()
    PANEL_LEAD = auto()
    ASSESS = auto()
    CHOICE_SEE = auto()
    CHOICE_MAKE = auto()
    CHOICE_DECIDE = auto()
    CHOICE_TELL = auto()

    # courses
    COURSE_KEEP = auto()
    COURSE_LEAD = auto()
    COURSE_CONFIRM = auto()

    # awards
    AWARD_SEE = auto()
    AWARD_PREPARE = auto()
    AWARD_CHECK = auto()
    AWARD_SIGN = auto()
    AWARD_COUNTERSIGN = auto()
    PAYMENT_REQUEST = auto()
    PAYMENT_CERTIFY = auto()
    PAYMENT_APPROVE = auto()
    PAYMENT_PAY = auto()
    RETURN_WRITE = auto()
    RETURN_CERTIFY = auto()
    RETURN_ACCEPT = auto()

    # small grants
    SMALL_FUND_KEEP = auto()
    SMALL_GRANT_ENTER = auto()
    SMALL_GRANT_PAY = auto()

    # support
    SUPPORT_SEE = auto()
    SUPPORT_OPEN = auto()
    SUPPORT_DESIGN = auto()
    SUPPORT_AGREE = auto()
    SUPPORT_GIVE = auto()
