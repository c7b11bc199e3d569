"""The accelerated engine: Janome's own dictionary and rules, compiled. Nothing here is imported before it is used."""
