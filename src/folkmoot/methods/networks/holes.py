"""Whether someone's contacts also know each other: Burt's constraint and effective size.

Source: Burt (1992), *Structural Holes*, chapter 2; for ties without strengths the effective
size is that of Borgatti (1997), "Structural Holes: Unpacking Burt's Redundancy Measures",
which follows from the same formula. Where direction matters, both ways count together.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from folkmoot.methods.networks.network import Network


def constraint(network: Network) -> NDArray[np.float64]:
    """How far each one's contacts lead back to one another; low means bridging groups.

    For i: the sum over contacts j of (p_ij + the sum over q of p_iq·p_qj)², where p is the
    part of one's ties that goes to another.

    Returns
    -------
    (n,) floats in the order of `names`; NaN for someone without ties, of whom nothing can
    be said.
    """
    both = _both_ways(network)
    parts = _parts(both)
    reached = csr_array((parts + parts @ parts).multiply(both > 0))
    sums = np.asarray(reached.multiply(reached).sum(axis=1)).ravel()
    return np.where(_alone(both), np.nan, sums)


def effective_size(network: Network) -> NDArray[np.float64]:
    """How many contacts each one has, less what those contacts have in common.

    For i: the sum over contacts j of 1 − the sum over q of p_iq·m_jq, where m is a tie's
    strength beside the strongest of j's ties.

    Returns
    -------
    (n,) floats in the order of `names`, at most the number of contacts; NaN for someone
    without ties.
    """
    both = _both_ways(network)
    strongest = np.zeros(both.shape[0])
    np.maximum.at(strongest, both.nonzero()[0], both.data)
    beside = csr_array(both.multiply(_inverse(strongest)[:, None]))
    shared = (_parts(both) @ beside.T).multiply(both > 0)
    contacts = np.diff(both.indptr)
    sums = contacts - np.asarray(shared.sum(axis=1)).ravel()
    return np.where(_alone(both), np.nan, sums)


def _both_ways(network: Network) -> csr_array:
    return csr_array(network.ties + network.ties.T)


def _parts(both: csr_array) -> csr_array:
    """Rows that add up to 1: what part of one's ties goes to each."""
    return csr_array(both.multiply(_inverse(np.asarray(both.sum(axis=1)).ravel())[:, None]))


def _inverse(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def _alone(both: csr_array) -> NDArray[np.bool_]:
    return np.asarray(np.diff(both.indptr) == 0)
