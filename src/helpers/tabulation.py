"""Any survey: export and codebook -> results, tables, charts, data book."""
