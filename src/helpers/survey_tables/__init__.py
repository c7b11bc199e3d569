"""Printed survey tables: one result, laid out once, shown as HTML, PDF and Excel."""
