"""The rules, one module a theme; `helpers.proofread.run.load_rules` imports them all."""
