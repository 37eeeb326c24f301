"""Who lies on the shortest ways between others, and without whom the network falls apart.

Both come from networkx, which is kept up and tested by many; strengths do not count here.

Source: Freeman (1977), "A Set of Measures of Centrality Based on Betweenness"; computed as
Brandes (2001). Exact; about 3 seconds of processor time for 1,000 names and 25 times
that for 5,000, which a partnership never reaches.
"""

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.networks.network import Network


def betweenness(network: Network) -> NDArray[np.float64]:
    """Over all pairs of others, the part of their shortest ways that leads through each one.

    Returns
    -------
    (n,) floats in the order of `names`: sums, not shares. An undirected pair counts once.
    """
    found = nx.betweenness_centrality(_graph(network), normalized=False)
    return np.array([found[i] for i in range(len(network.names))], dtype=np.float64)


def cut_points(network: Network) -> tuple[str, ...]:
    """Those without whom some who could reach each other no longer can, in order of `names`.

    Direction does not count.
    """
    found = set(nx.articulation_points(_graph(network).to_undirected()))
    return tuple(name for i, name in enumerate(network.names) if i in found)


def _graph(network: Network) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.DiGraph() if network.directed else nx.Graph()
    graph.add_nodes_from(range(len(network.names)))
    rows, columns = network.ties.nonzero()
    graph.add_edges_from(zip(rows.tolist(), columns.tolist(), strict=True))
    return graph
