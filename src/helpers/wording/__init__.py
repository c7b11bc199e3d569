"""Any file with a text column: words, concordance, codes and tokens as commands."""
