"""Why something may not happen to a proposal now."""

from datetime import datetime, timedelta

from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas.models import LIVE, Author, AuthorLink, Proposal, Report, Stage, Welcome

MOST_AUTHORS = 12
CONFIRM_WITHIN = timedelta(days=7)  # then the link in the e-mail no longer counts a support
ENDED = {
    Stage.WITHDRAWN: "This proposal was withdrawn.",
    Stage.MERGED: "This proposal has become part of another.",
    Stage.TAKEN_DOWN: "This proposal was taken down.",
}


def why_not_put(welcome: Welcome) -> str:
    """Why a place takes no proposals now."""
    if welcome.is_open:
        return ""
    return welcome.closed_because or "This place is not taking proposals just now."


def is_frozen(proposal: Proposal) -> bool:
    """Whether people have begun to vote on these words."""
    if proposal.option is None:
        return False
    return proposal.option.decision.stage not in {DecisionStage.DRAFT, DecisionStage.ABANDONED}


def why_not_edit(proposal: Proposal) -> str:
    """Words can be mended until people vote on them."""
    if ended := ENDED.get(Stage(proposal.stage)):
        return ended
    if is_frozen(proposal):
        return "The words were fixed when voting opened, so that everyone votes on the same thing."
    return ""


def why_not_over(proposal: Proposal, seen: int | None) -> str:
    """Two people may write at once: the second looks at what the first wrote."""
    if seen is None or seen == proposal.version:
        return ""
    return (
        "Somebody else has changed the words since you opened this page. Yours are still here. "
        "Look at theirs below, then keep yours if you still want to."
    )


def why_not_withdraw(proposal: Proposal) -> str:
    """A proposal is its authors' until people vote on it."""
    if ended := ENDED.get(Stage(proposal.stage)):
        return ended
    if is_frozen(proposal):
        return "People are voting on this, so it stays. Talk to the place's team if it must stop."
    return ""


def why_not_support(proposal: Proposal) -> str:
    """Support shows interest before a decision; then the vote speaks."""
    if ended := ENDED.get(Stage(proposal.stage)):
        return ended
    if proposal.stage == Stage.HELD:
        return "This proposal is still waiting to be read."
    if is_frozen(proposal):
        return "It is in a decision now. What counts from here is the vote."
    return ""


def why_not_put_again(proposal: Proposal, *, is_funded: bool) -> str:
    """Only what people did not choose is put forward again, and once."""
    option = proposal.option
    if option is None or option.decision.stage != DecisionStage.PUBLISHED:
        return "It can be put forward again once people have decided about it."
    if is_funded:
        return "It got the money, so there is nothing to put forward again."
    again = Proposal.objects.filter(put_again_from=proposal).first()
    return f"It has been put forward again already: its reference is {again.ref}." if again else ""


def why_not_invite(proposal: Proposal) -> str:
    """Why no one more can be asked to be an author."""
    if why := why_not_edit(proposal):
        return why
    asked = proposal.authors.filter(declined_at__isnull=True, left_at__isnull=True).count()
    return "" if asked < MOST_AUTHORS else f"A proposal has at most {MOST_AUTHORS} authors."


def why_not_answer_invitation(author: Author) -> str:
    """An invitation is answered once, while the proposal is still its authors'."""
    if author.accepted_at:
        return "You have said yes to this already."
    if author.declined_at:
        return "You have said no to this already. Ask the authors to invite you again."
    return why_not_edit(author.proposal)


def why_not_leave(author: Author) -> str:
    """The last author stays, or withdraws."""
    if author.left_at or not author.accepted_at:
        return "You are not an author of this proposal."
    if author.proposal.authors.credited().exclude(pk=author.pk).exists():
        return ""
    return "You are the only author. You can withdraw the proposal instead."


def why_not_use_link(link: AuthorLink, *, at: datetime) -> str:
    """A link that has ended opens nothing, and one that was not asked for anew ends nothing."""
    return "" if link.ends_older and link.is_good(at) else "That link does not open anything now."


def why_not_renew(author: Author) -> str:
    """Only those who are authors have a link."""
    credited = author.accepted_at and not author.left_at
    return "" if credited else "You are not an author of this proposal."


def why_not_reach(author: Author) -> str:
    """Why how to reach an author cannot be set right here."""
    if why := why_not_renew(author):
        return why
    has_account = author.person is None or author.person.account_id is not None
    return "They have an account, and set it right there." if has_account else ""


def why_not_show(proposal: Proposal) -> str:
    """Only what waits to be read can be let through."""
    return "" if proposal.stage == Stage.HELD else "It can be seen by everyone already."


def why_not_take_down(proposal: Proposal, because: str) -> str:
    """Nothing goes without a reason, nor while people vote on it."""
    if proposal.stage not in {*LIVE, Stage.HELD}:
        return ENDED.get(Stage(proposal.stage)) or "Take it out of the decision first."
    return "" if because.strip() else "Say why it is taken down. The authors will read it."


def why_not_report(proposal: Proposal) -> str:
    """What nobody can see needs no report."""
    hidden = {Stage.TAKEN_DOWN, Stage.HELD}
    return "This proposal is not shown to anyone." if proposal.stage in hidden else ""


def why_not_answer_report(report: Report) -> str:
    """A report is answered once."""
    return "That report has been answered." if report.answered_at else ""


def why_not_welcome(welcome: Welcome) -> str:
    """Themes are few, and answers come within a year."""
    if len(welcome.themes) > 12:
        return "Use at most 12 themes: more than that, and people cannot choose."
    if any(len(theme) > 60 for theme in welcome.themes):
        return "Keep each theme to 60 letters."
    if not 1 <= welcome.answer_days <= 365:
        return "Promise an answer within 1 to 365 days."
    return ""
