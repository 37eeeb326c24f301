"""The rule somebody asks for, and the rule a file then is counted by."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from folkmoot.methods.budgeting.pabulib import PabulibElection
from folkmoot.methods.budgeting.rule import VERSION, Rule

DEFAULT_RULE = "equal-shares/cost/add1"


class Asked(NamedTuple):
    """The rule somebody asks for; empty parts are left to the file, then to our default."""

    rule: str = ""
    satisfaction: str = ""
    completion: str = ""


def asked_for(options: Mapping[str, Any]) -> Asked:
    """The rule the options name."""
    return Asked(options["rule"], options["satisfaction"], options["completion"])


def rule_of(file: PabulibElection, asked: Asked) -> Rule:
    """What was asked for, else what the file names, else our default.

    The step of add1 is one unit of the file's currency where nobody says another. A full
    name, with its version, is taken at its word: there the step is in the smallest unit.

    Raises
    ------
    InvalidInput
        For a rule, or a part of one, that we do not know.
    """
    named = Rule.parse(asked.rule) if asked.rule else file.rule
    rule = named or Rule.parse(DEFAULT_RULE)
    parts: dict[str, Any] = {
        name: value
        for name, value in (
            ("satisfaction", asked.satisfaction),
            ("completion", asked.completion),
        )
        if value
    }
    rule = replace(rule, **parts)
    told = asked.rule + file.meta.get("rule", "")
    in_full = asked.rule.strip().endswith(f"/{VERSION}")
    if rule.increment == 1 and "increment=" not in told and not in_full:
        return replace(rule, increment=file.money_scale)
    return rule
