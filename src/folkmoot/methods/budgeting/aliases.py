"""Names of rules in common use, and what they are here."""

ALIASES = {
    "mes": "equal-shares/cost/none",
    "equalshares": "equal-shares/cost/none",
    "equal-shares": "equal-shares/cost/none",
    "equalshares/add1": "equal-shares/cost/add1",
    "equal-shares/add1": "equal-shares/cost/add1",
    "mes/add1": "equal-shares/cost/add1",
    **{
        f"{family}/{completion}": f"equal-shares/cost/{completion}"
        for family in ("equalshares", "equal-shares", "mes")
        for completion in ("add1-full", "add1-exact", "add1-exact-full")
    },
    "equalshares/add1u": "equal-shares/cost/add1-then-votes",
    "equalshares/add1-then-votes": "equal-shares/cost/add1-then-votes",
    "equal-shares/add1-then-votes": "equal-shares/cost/add1-then-votes",
    "equalshares/add1-comparison": "equal-shares/cost/comparison",
    "equalshares/comparison": "equal-shares/cost/comparison",
    "equal-shares/comparison": "equal-shares/cost/comparison",
    "most-votes": "greedy",
    "greedy-threshold": "greedy",
    "greedy-skip": "greedy",
    "votes-per-pound": "greedy-per-cost",
    "greedy-votes-per-cost": "greedy-per-cost",
    "sequential-phragmen": "phragmen",
    "bos": "bounded-overspending/cost",
    "bos-equal-shares": "bounded-overspending/cost",
    "equal-shares-with-bounded-overspending": "bounded-overspending/cost",
    "ees": "exact-equal-shares/cost/none",
    "ees/add1": "exact-equal-shares/cost/add1",
    "ees/add-one": "exact-equal-shares/cost/add1",
    "ees/add-opt": "exact-equal-shares/cost/add-opt",
    "ees-add-opt": "exact-equal-shares/cost/add-opt",
    "exact-equal-shares/add1": "exact-equal-shares/cost/add1",
    "exact-equal-shares/add-opt": "exact-equal-shares/cost/add-opt",
    "majority-judgment": "majority-judgement",
    "grades": "majority-judgement",
    "max-welfare": "welfare/cost",
    "welfare-maximum": "welfare/cost",
}
