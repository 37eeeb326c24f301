"""A round that was assessed, chosen, decided and told; and one that is being assessed."""

from datetime import datetime, timedelta

from folkmoot.granting import actions
from folkmoot.granting.actions import MeetingPlan
from folkmoot.granting.models import (
    Application,
    Area,
    Assignment,
    Beginning,
    Call,
    CallPlan,
    Choice,
    Panel,
    Window,
)
from folkmoot.granting.queries import marks, sharing
from folkmoot.granting.queries.choice import question_in
from folkmoot.kernel.access.roles import PANEL_CHAIR
from folkmoot.kernel.questions.actions import Typing, save_answers
from folkmoot.people.actions import account_for, name_account
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.actions import give_role
from folkmoot.programmes.models import Appointment, Programme
from folkmoot.scenarios.wrens_cross.people import AT
from folkmoot.scenarios.wrens_cross.proposals import Accounts

A_DAY = timedelta(days=1)
# Title, council area, theme, need, thousands of pounds, how strong.
PLACES = (
    ("Bread and books", Area("E07000117", "Burnley", "North West", "urban"), "Food", "high", 46, 4),
    ("The old lido", Area("E08000032", "Bradford", "Yorkshire", "urban"), "Belonging", "high",
     50, 3),
    ("Lambing weekend", Area("E07000163", "Craven", "Yorkshire", "rural"), "Young people",
     "middle", 38, 4),
    ("Cider and songs", Area("E06000019", "Herefordshire", "West Midlands", "rural"), "Belonging",
     "middle", 30, 2),
    ("Fen kitchen", Area("E07000146", "West Norfolk", "East of England", "rural"), "Food", "high",
     44, 3),
    ("Moor bus", Area("E07000042", "Mid Devon", "South West", "rural"), "Young people", "high",
     48, 2),
)  # fmt: skip
# Who assesses, from which funder, and how many marks more or fewer than others.
PANEL = (
    ("Rosa Lind", "Northern Lottery Fund", 0),
    ("Tom Adeyemi", "Office for Neighbourhoods", -1),
    ("Grace Hollis", "", 1),
)
FEEDBACK = (
    "What you heard on the doorsteps is told so that one can hear it too. Those who read it would "
    "have liked to know who carries it on when the money is spent."
)


def choose(programme: Programme, accounts: Accounts, *, at: datetime) -> None:
    """Last winter's pilot, from the call to the published choice; then today's first round."""
    chair = _somebody("Judith Amos", at)
    grants = accounts["grants"]
    appointment = Appointment(chair.email, PANEL_CHAIR)
    give_role(programme=programme, appointment=appointment, by=grants, at=at - 200 * A_DAY)
    call = _pilot(programme, grants, at - 200 * A_DAY)
    panel = _given_out(call, grants, at - 150 * A_DAY)
    _met(panel, chair, at - 140 * A_DAY)
    _marked(panel, chair, at - 130 * A_DAY)
    choice = _chosen(panel, chair, at - 120 * A_DAY)
    _decided(choice, accounts, at - 110 * A_DAY)
    closed = programme.calls.get(name="Come forward: first round")
    _given_out(closed, grants, at - 3 * A_DAY)


def _pilot(programme: Programme, manager: Account, at: datetime) -> Call:
    """A small call, and what came in."""
    asked = programme.questions_kept.select_related("question_set").earliest("pk").question_set
    plan = CallPlan(
        "The winter pilot",
        what="Up to £50,000 to try it out for one winter.",
        who="Partnerships in one neighbourhood or village.",
        how="Two assessors read each and meet some. All funders choose together.",
        most_pence=5_000_000,
    )
    call = actions.start_call(programme=programme, plan=plan, by=manager, at=at)
    areas = [each[1] for each in PLACES]
    actions.set_areas(call=call, areas=areas, by=manager, at=at)
    call = actions.use_questions(call=call, question_set=asked, by=manager, at=at)
    window = Window(at, at + 30 * A_DAY)
    call = actions.publish_call(call=call, window=window, by=manager, at=at)
    for title, area, _, _, thousands, _ in PLACES:
        piece = _handed_in(call, title, area.code, thousands, at + 10 * A_DAY)
        actions.find_eligible(application=piece, by=manager, at=at + 35 * A_DAY)
    return call


def _handed_in(call: Call, title: str, area: str, thousands: int, at: datetime) -> Application:
    leader = _somebody(f"Kim {title.split()[-1].title()}", at)
    beginning = Beginning(title, f"{title} Together", area)
    piece = actions.start_application(call=call, beginning=beginning, by=leader, at=at)
    answers = {
        "why": "People here have begun to talk to each other, and want to go on.",
        "people": "3,100",
        "about": "food",
        "sum": f"£{thousands},000",
        "held": "no",
        "costs": [["A worker", f"{thousands - 10},000"], ["Rooms and food", "10,000"]],
    }
    typing = [Typing(key, words) for key, words in answers.items()]
    save_answers(answer_set=piece.answers, typing=typing, by=leader, at=at)
    return actions.hand_in(application=piece, by=leader, at=at)


def _given_out(call: Call, manager: Account, at: datetime) -> Panel:
    panel = actions.begin_panel(call=call, by=manager, at=at)
    panel = actions.set_panel(
        panel=panel, n_each=2, wide_points=40, n_meeting=2, one_per_funder=False, by=manager, at=at
    )
    for name, funder, _ in PANEL:
        organisation = Organisation.objects.get(name=funder) if funder else None
        actions.appoint(
            panel=panel, email=_somebody(name, at).email, organisation=organisation, by=manager,
            at=at,
        )  # fmt: skip
    found = sharing.proposal_of(panel, at=at)
    actions.share_out(panel=panel, expected=found.digest, by=manager, at=at)
    return panel


def _met(panel: Panel, chair: Account, at: datetime) -> None:
    """One place is visited; it corrects the note and says what it thought of us."""
    piece = panel.call.applications.get(title=PLACES[0][0])
    tasks = piece.assignments.select_related("assessor__account")
    for task in tasks:
        actions.declare(assignment=task, has_interest=False, by=task.assessor.account, at=at)
    plan = MeetingPlan(
        "VISIT",
        at + A_DAY,
        "The old library, Mill Street",
        tuple(each.assessor for each in tasks),
        "We would like to meet those who cook, and those who come to eat.",
    )
    meeting = actions.propose_meeting(application=piece, plan=plan, by=chair, at=at)
    leader, goer = piece.started_by, tasks[0].assessor.account
    actions.agree_meeting(
        meeting=meeting, access_needs="The lift is small: a chair of 70 cm fits.", by=leader, at=at
    )
    later = at + 2 * A_DAY
    actions.note_meeting(
        meeting=meeting,
        note="Eleven people were there, six of them cooks. The kitchen feeds forty on Tuesdays.",
        by=goer,
        at=later,
    )
    actions.share_note(meeting=meeting, by=goer, at=later)
    actions.answer_note(
        meeting=meeting,
        confirms=False,
        correction="It is sixty on Tuesdays; forty is Thursdays.",
        by=leader,
        at=later,
    )
    actions.tell_of_us(
        meeting=meeting, was_fair="yes", words="You stayed for the soup.", by=leader, at=later
    )


def _marked(panel: Panel, chair: Account, at: datetime) -> None:
    strict = {name: by for name, _, by in PANEL}
    worth = {each[0]: each[5] for each in PLACES}
    tasks = Assignment.objects.filter(assessor__panel=panel).select_related(
        "application__call__version", "assessor__account"
    )
    criteria = marks.criteria_of(panel.call)
    for number, task in enumerate(tasks):
        who = task.assessor.account
        if task.stage == "ASSIGNED":
            actions.declare(assignment=task, has_interest=False, by=who, at=at)
        given: dict[int, tuple[int | None, str]] = {}
        for nth, each in enumerate(criteria):
            mark = worth[task.application.title] + strict[who.name] + (number + nth) % 2
            given[each.pk] = (max(0, min(5, mark)), "One hears the street in it.")
        actions.hand_in_marks(assignment=task, given=given, by=who, at=at)
    for piece in panel.call.applications.all():
        if marks.standing_of(piece).spread >= panel.wide_points:
            talk = actions.open_moderation(application=piece, by=chair, at=at)
            actions.note_moderation(
                moderation=talk,
                agreed=False,
                words="One had seen the place and one had not. Both stand by what they gave.",
                values={},
                by=chair,
                at=at,
            )


def _chosen(panel: Panel, chair: Account, at: datetime) -> Choice:
    choice = actions.find_strengths(panel=panel, by=chair, at=at)
    refs = dict(panel.call.applications.values_list("title", "ref"))
    traits = {
        refs[title]: {
            "region": area.region, "settlement": area.setting, "theme": theme, "need": need
        }
        for title, area, theme, need, _, _ in PLACES
    }  # fmt: skip
    actions.note_traits(choice=choice, traits=traits, by=chair, at=at)
    choice = actions.ask(choice=choice, budget_pence=14_000_000, least=3, most=3, by=chair, at=at)
    actions.set_aim(choice=choice, kind="region", most=1, by=chair, at=at)
    actions.set_aim(choice=choice, kind="settlement", value="rural", least=1, by=chair, at=at)
    actions.set_aim(choice=choice, kind="need", value="high", least=2, by=chair, at=at)
    asked = question_in(choice)
    best = asked.answer().best
    assert best is not None
    spare = next(each.ref for each in asked.candidates if each.ref not in best.refs)
    why = "Three places that could hardly be less alike, and each strong by itself."
    return actions.recommend(
        choice=choice, refs=best.refs, reserve=[spare], why=why, by=chair, at=at
    )


def _decided(choice: Choice, accounts: Accounts, at: datetime) -> None:
    """One funder asks for something; all approve; letters go; everybody may read it."""
    for funder in choice.version.funders.select_related("organisation"):
        name = funder.organisation.name
        who = next(key for key in ("lottery", "office", "foundation") if key in name.lower())
        says, words = "approve", ""
        if who == "office":
            says, words = "conditions", "Each place opens one evening a month to anybody."
        actions.answer_for(
            choice=choice,
            organisation=funder.organisation,
            says=says,
            words=words,
            by=accounts[who],
            at=at,
        )
    grants = accounts["grants"]
    minutes = "By telephone, all three. They asked whether three is too few, and kept to it."
    choice = actions.settle(
        choice=choice,
        minutes=minutes,
        reserve_until_date=(at + 300 * A_DAY).date(),
        by=grants,
        at=at,
    )
    _told(choice, grants, at)


def _told(choice: Choice, grants: Account, at: datetime) -> None:
    """Everybody gets their letter, and everybody may read the choice."""
    for letter in choice.letters.all():
        way_on = letter.way_on.replace("[Say whom they can ring.]", "Ring Lena on 01632 960001.")
        actions.write_letter(
            letter=letter,
            subject=letter.subject,
            text=letter.text,
            feedback=FEEDBACK,
            way_on=way_on,
            by=grants,
            at=at,
        )
    choice = actions.send_letters(choice=choice, by=grants, at=at)
    for letter in choice.letters.all():
        letter = actions.take_letter(letter=letter, by=None, at=at)
        actions.note_letter(letter=letter, failure="", for_good=False, by=None, at=at)
    choice = actions.finish_letters(choice=choice, by=None, at=at)
    actions.publish_choice(choice=choice, names_all=True, by=grants, at=at + A_DAY)


def _somebody(name: str, at: datetime) -> Account:
    account = account_for(
        address=f"{name.split()[0]}.{name.split()[-1]}@{AT}".lower(), by=None, at=at
    )
    return name_account(account=account, name=name, by=None, at=at)
