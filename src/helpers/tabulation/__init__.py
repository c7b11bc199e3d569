"""Any survey: export and codebook -> results, tables, charts and data book in one folder.

received (export, codebook or its draft) -> results (tabulated, laid out, drawn) -> write -> command
"""
