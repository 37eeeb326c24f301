"""What can be asked of the two commands, and the one sentence when it is asked wrongly."""

import argparse
import re
from typing import NoReturn

from folkmoot.counting.refusals import Refused
from folkmoot.methods.budgeting.rule import COMPLETES, FAMILIES, SATISFIES, Family

COUNT = """\
Count the ballots of a Pabulib file, exactly, and say what is funded and why.

Without --rule the file is counted by the rule it names, else by equal-shares/cost/add1.
"""
SETTINGS = """\
after any of them, in any order:
  /minimum=50    leave out projects with fewer than 50 votes (for points: points)
  /percent=2.5   leave out projects chosen by fewer than 2.5 in a hundred voters
  /cut           leave out projects whose share of the voters is less than a third of
                 their share of the money
  /increment=100 with add1: the step of the shares, in the smallest unit of money

what tops equal shares up:
  none                the money left is carried over
  add1                every share rises, step by step, until the next step would overspend
  add1-full           the same, or until nothing that waits fits the money left
  add1-exact, add1-exact-full
                      the same two, from an equal share that is not rounded down
  add1-then-votes     add1; then most votes first with what is left
  comparison          add1, unless more voters prefer what most votes would fund
"""
CERTIFY = """\
Count a file again and say whether somebody's published result agrees with it, or where it
first differs. The result is JSON: ours (`count --json`), the outcome.json of a recount pack,
or only its rule and its winners.

Ends with 0 when all agrees, with 1 when something differs, with 2 when one of the two files
cannot be used.
"""


class Parser(argparse.ArgumentParser):
    """A parser which says what is wrong in one sentence, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Refuse."""
        raise Refused(f"{_sentence(message)} {self.prog} --help shows what can be asked.")


def add_rule(parser: argparse.ArgumentParser) -> None:
    """The options that name a rule."""
    parser.add_argument(
        "--rule",
        default="",
        help="one of the rules below; without it, the rule the file names, else "
        "equal-shares/cost/add1",
    )
    parser.add_argument(
        "--satisfaction", default="", help="what a project is worth, instead of the rule's own"
    )
    parser.add_argument(
        "--completion", default="", help="what tops the rule up, instead of its own"
    )


def rules_listed() -> str:
    """Every rule there is, with what may follow its name."""
    return "\n".join(["the rules:", *map(_rule_listed, FAMILIES), "", SETTINGS])


def _rule_listed(family: Family) -> str:
    """A line for one family.

    >>> _rule_listed("phragmen"), _rule_listed("bounded-overspending")
    ('  phragmen', '  bounded-overspending/{cost,count,points}')
    """
    parts = [each[family] for each in (SATISFIES, COMPLETES) if family in each]
    return "  " + "/".join([family, *(f"{{{','.join(part)}}}" for part in parts)])


def for_count() -> Parser:
    """What `count` understands."""
    parser = _parser("count", COUNT)
    parser.epilog = rules_listed()
    parser.add_argument("file", metavar="FILE", help="a Pabulib file (.pb); - is standard input")
    add_rule(parser)
    parser.add_argument(
        "--lenient",
        action="store_true",
        help="leave out votes for projects the file does not have, and say how many there were",
    )
    _add_questions(parser)
    _add_manner(parser)
    return parser


def _add_questions(parser: argparse.ArgumentParser) -> None:
    """What can be asked beside the result."""
    told = parser.add_argument_group("what to tell beside the result")
    told.add_argument(
        "--explain",
        metavar="PROJECT",
        action="append",
        default=[],
        help="why a project is funded or not: its id, its name, or a part of the name",
    )
    told.add_argument(
        "--near",
        action="store_true",
        help="with --explain: how much cheaper, or with how many more votes, a project would "
        "have won, found by counting up to 200 times for each",
    )
    told.add_argument(
        "--voter",
        metavar="N",
        action="append",
        default=[],
        help="what the share of one voter bought, by the id the file gives the voter",
    )
    told.add_argument(
        "--measures", action="store_true", help="how well the voters are served, and how evenly"
    )
    told.add_argument(
        "--compare",
        metavar="RULE",
        nargs="+",
        action="extend",
        default=[],
        help="what other rules would fund; write FILE before it",
    )
    told.add_argument(
        "--recounts",
        metavar="N",
        type=_a_number,
        default=0,
        help="how firm the result is: count N times without one ballot in a hundred",
    )
    _add_picture(told)


def _add_picture(told: argparse._ArgumentGroup) -> None:
    told.add_argument("--svg", metavar="FILE", help="draw whose money went where in a new file")
    told.add_argument("--force", action="store_true", help="let --svg replace a file")


def for_certify() -> Parser:
    """What `certify` understands."""
    parser = _parser("certify", CERTIFY)
    parser.add_argument("result", metavar="RESULT.json", help="what was published")
    parser.add_argument("file", metavar="FILE.pb", help="the ballots; - is standard input")
    parser.add_argument(
        "--lenient",
        action="store_true",
        help="leave out votes for projects the file does not have",
    )
    _add_manner(parser)
    return parser


def _parser(name: str, told: str) -> Parser:
    return Parser(
        prog=f"folkmoot {name}",
        description=told,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_manner(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--quiet", action="store_true", help="say nothing about how far it is")


def _a_number(text: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", text) or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 999999")
    return int(text)


def _sentence(message: str) -> str:
    """What argparse says, as a sentence.

    >>> _sentence("unrecognized arguments: --colour")
    'There is no option --colour.'
    """
    kind, _, rest = message.partition(": ")
    if kind == "unrecognized arguments":
        what = "option" if rest.startswith("-") else "place for"
        return f"There is no {what} {rest}."
    if kind == "the following arguments are required":
        return f"{rest} is missing."
    return f"{message[:1].upper()}{message[1:]}."
