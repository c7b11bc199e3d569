"""Proofreading: any Japanese report, read as blocks, held against rules about facts, names, text and style."""
