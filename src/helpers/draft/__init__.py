"""A first survey.yaml out of any export, each guess with its reason."""
