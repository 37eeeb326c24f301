"""Published tables of measurements, and what others found in them.

Penicillin: Davies and Goldsmith (1972), *Statistical Methods in Research and Production*, 4th
edition, Table 6.6: the diameter, in mm, of the zone each of six samples of penicillin cleared on
each of 24 plates. Dyestuff: the same, Table 6.1: yields of five preparations from each of six
batches. Dyestuff2: Box and Tiao (1973), *Bayesian Inference in Statistical Analysis*, Table
5.1.4: made up so that batches differ less than chance would make them.

Answers: Bates, *lme4: Mixed-effects Modeling with R* (2010), Sections 1.3, 1.3.3 and 2.1, and
the tests of MixedModels.jl, by the same author.
"""

from folkmoot.methods.assessment import Score, Scores

PENICILLIN = """
27 23 26 23 23 21 27 23 26 23 23 21 25 21 25 24 24 20 26 23 25 23 23 20
25 22 26 22 23 20 24 22 25 23 22 19 24 20 23 21 22 19 26 22 26 24 24 21
24 21 24 22 22 20 24 21 24 23 22 19 26 23 26 24 24 21 25 22 26 24 24 20
26 24 26 24 25 22 26 23 26 23 23 20 26 23 25 24 24 22 25 22 25 23 23 20
25 21 24 23 23 20 25 22 24 23 23 19 24 21 23 21 21 19 26 23 26 24 24 21
25 21 24 22 22 18 25 22 25 22 22 20 24 21 24 22 24 19 24 21 24 22 21 18
"""
DYESTUFF = """
1545 1440 1440 1520 1580 1540 1555 1490 1560 1495 1595 1550 1605 1510 1560
1445 1440 1595 1465 1545 1595 1630 1515 1635 1625 1520 1455 1450 1480 1445
"""
DYESTUFF2 = """
7.298 3.846 2.434 9.566 7.990 5.220 6.556 0.608 11.788 -0.892 0.110 10.386 13.434 5.510 8.166
2.212 4.852 7.092 9.288 4.980 0.282 9.014 4.458 9.446 7.198 1.722 4.782 8.106 0.758 3.758
"""


def penicillin() -> Scores:
    """Plates as places, samples as assessors."""
    values = map(float, PENICILLIN.split())
    return Scores.of(
        Score(f"plate {at // 6}", "ABCDEF"[at % 6], value) for at, value in enumerate(values)
    )


def by_batch(table: str) -> Scores:
    """Batches as places. Each measurement has an assessor of its own, who is thus no factor."""
    values = map(float, table.split())
    return Scores.of(
        Score("ABCDEF"[at // 5], f"once {at}", value) for at, value in enumerate(values)
    )
