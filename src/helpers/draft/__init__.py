"""A first survey.yaml out of any export, each guess with its reason."""

from helpers.draft.build import draft_codebook
from helpers.draft.model import Draft
from helpers.draft.render import render_yaml

__all__ = ["Draft", "draft_codebook", "render_yaml"]
