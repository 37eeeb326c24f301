"""From a partnership's answers to bridges and brokers, by way of the methods library."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from folkmoot.methods.networks import (
    Network,
    betweenness,
    brokerage,
    constraint,
    cut_points,
    effective_size,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one organisation stands in the network of all."""

    n_ties: int
    between_share: float  # of all pairs of others: the part of their shortest ways through it
    constraint: float | None  # None without ties
    effective_size: float | None
    is_cut_point: bool
    among_own: int  # pairs of its own kind that meet through it alone
    to_another: int  # one of its own kind, one of another
    among_another: int  # both of one other kind
    between_others: int  # two other kinds


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties that both ends confirm, and those that only one end named."""

    both: list[tuple[str, str]]
    one_sided: list[tuple[str, str]]


def ties_of(answers: Mapping[str, Sequence[str]]) -> Ties:
    """Each tie once, its ends in alphabetical order; answers are by key of who answered."""
    said = {(one, other) for one, others in answers.items() for other in others}
    pairs = sorted({(min(tie), max(tie)) for tie in said})
    both = [tie for tie in pairs if tie in said and tie[::-1] in said]
    return Ties(both, [tie for tie in pairs if tie not in set(both)])


def spots_in(
    keys: Sequence[str], kinds: Sequence[str], ties: Sequence[tuple[str, str]]
) -> list[Spot]:
    """Where each stands, in the order of `keys`; from ties that both ends confirm."""
    network = Network.of(ties, names=keys)
    between = betweenness(network)
    held, size = constraint(network), effective_size(network)
    cuts, roles = set(cut_points(network)), brokerage(network, kinds)
    pairs = max((len(keys) - 1) * (len(keys) - 2) / 2, 1)
    ends = [end for tie in ties for end in tie]
    # Direction does not count here, so that each pair is in the roles twice, once each way.
    return [
        Spot(
            n_ties=ends.count(key),
            between_share=float(between[i]) / pairs,
            constraint=_known(held[i]),
            effective_size=_known(size[i]),
            is_cut_point=key in cuts,
            among_own=int(roles.coordinator[i]) // 2,
            to_another=int(roles.gatekeeper[i]),
            among_another=int(roles.itinerant[i]) // 2,
            between_others=int(roles.liaison[i]) // 2,
        )
        for i, key in enumerate(keys)
    ]


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
