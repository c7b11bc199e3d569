"""Figures: every chart and the platform picture as a Picture, SVG with an alternative text."""

from helpers.figures.charts import (
    plot_multiple_answer,
    plot_shares,
    plot_single_answer,
    plot_terms,
    plot_themes,
)
from helpers.figures.describe import describe_choices, describe_shares, describe_terms, describe_themes
from helpers.figures.diagram import describe_platform, draw_platform
from helpers.figures.picture import Picture
from helpers.figures.style import use_style

__all__ = [
    "Picture",
    "describe_choices",
    "describe_platform",
    "describe_shares",
    "describe_terms",
    "describe_themes",
    "draw_platform",
    "plot_multiple_answer",
    "plot_shares",
    "plot_single_answer",
    "plot_terms",
    "plot_themes",
    "use_style",
]
