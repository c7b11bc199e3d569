"""Figures: every chart and the platform picture as a Picture, SVG with an alternative text."""

from helpers.figures.banding import plot_bands
from helpers.figures.charts import (
    plot_multiple_answer,
    plot_shares,
    plot_single_answer,
    plot_terms,
    plot_themes,
)
from helpers.figures.describe import describe_choices, describe_shares, describe_terms, describe_themes
from helpers.figures.diagram import describe_platform, draw_platform
from helpers.figures.grouped import plot_grouped_bars
from helpers.figures.heatmap import plot_heatmap
from helpers.figures.histogram import plot_histogram
from helpers.figures.intervals import plot_means
from helpers.figures.matrix import plot_matrix
from helpers.figures.months import plot_months
from helpers.figures.picture import Picture
from helpers.figures.scores import plot_nps, plot_ranking
from helpers.figures.style import use_style
from helpers.figures.yearly import plot_years

__all__ = [
    "Picture",
    "describe_choices",
    "describe_platform",
    "describe_shares",
    "describe_terms",
    "describe_themes",
    "draw_platform",
    "plot_bands",
    "plot_grouped_bars",
    "plot_heatmap",
    "plot_histogram",
    "plot_matrix",
    "plot_means",
    "plot_months",
    "plot_multiple_answer",
    "plot_nps",
    "plot_ranking",
    "plot_shares",
    "plot_single_answer",
    "plot_terms",
    "plot_themes",
    "plot_years",
    "use_style",
]
