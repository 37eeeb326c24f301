"""The fingerprint of a count can be worked out by anybody, from the documented text."""

import hashlib

from folkmoot.methods.budgeting import Election, Rule, count, digest

TEXT = """folkmoot-count/1
rule equal-shares/cost/none/1
budget 90
project 0 60 1
project 1 30 0
ballot 1 0:1,1:1
ballot 1 1:1
round 1 equal-shares 15 15 2 0  0
spent 30
endowment 45
steps 0
"""


def test_the_digest_is_the_sha256_of_the_documented_text() -> None:
    election = Election.of(approvals=[[1, 1], [0, 1]], costs=[60, 30], budget=90, lots=[1, 0])
    rule = Rule("equal-shares")
    found = digest(election, rule, count(election, rule))
    assert found == hashlib.sha256(TEXT.encode()).hexdigest()


def test_another_lot_another_vote_or_another_rule_is_another_digest() -> None:
    made = [
        (Election.of(approvals=[[1, 0]], costs=[2, 3], budget=5), "greedy"),
        (Election.of(approvals=[[1, 0]], costs=[2, 3], budget=5, lots=[1, 0]), "greedy"),
        (Election.of(approvals=[[1, 1]], costs=[2, 3], budget=5), "greedy"),
        (Election.of(approvals=[[1, 0]], costs=[2, 3], budget=5), "phragmen"),
    ]
    rules = [(election, Rule.parse(name)) for election, name in made]
    found = {digest(election, rule, count(election, rule)) for election, rule in rules}
    assert len(found) == len(made)
