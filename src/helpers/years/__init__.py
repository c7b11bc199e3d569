"""Years side by side: what each year left in data/processed, and how figures, questions and themes changed."""
