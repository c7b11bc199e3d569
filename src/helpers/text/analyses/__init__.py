"""Analyses of words: what is used together, what sets groups apart, what lies near; each with sentences how to read it."""

from helpers.text.analyses.characteristic import build_characteristic_words, tell_characteristic
from helpers.text.analyses.clusters import (
    Clustering,
    UnitClustering,
    build_clusters,
    cluster_units,
    list_clusters,
    tell_clusters,
)
from helpers.text.analyses.cooccurrence import (
    Network,
    build_attribute_network,
    build_network,
    list_communities,
    tell_network,
)
from helpers.text.analyses.correspondence_analysis import (
    CorrespondenceAnalysis,
    build_correspondence_analysis,
    choose_distinctive,
    tell_correspondence,
)
from helpers.text.analyses.distributions import (
    compare_frequencies,
    count_frequencies,
    rank_terms,
    tell_comparison,
    tell_distribution,
)
from helpers.text.analyses.maps import WordMap, build_map, tell_map
from helpers.text.analyses.membership import Membership, crosstab_terms, read_membership
from helpers.text.analyses.terms import TermMatrix, build_code_matrix, build_term_matrix

__all__ = [
    "Clustering",
    "CorrespondenceAnalysis",
    "Membership",
    "Network",
    "TermMatrix",
    "UnitClustering",
    "WordMap",
    "build_attribute_network",
    "build_characteristic_words",
    "build_clusters",
    "build_code_matrix",
    "build_correspondence_analysis",
    "build_map",
    "build_network",
    "build_term_matrix",
    "choose_distinctive",
    "cluster_units",
    "compare_frequencies",
    "count_frequencies",
    "crosstab_terms",
    "list_clusters",
    "list_communities",
    "rank_terms",
    "read_membership",
    "tell_characteristic",
    "tell_clusters",
    "tell_comparison",
    "tell_correspondence",
    "tell_distribution",
    "tell_map",
    "tell_network",
]
