"""The data book: an Excel file for people, and tables for machines, of one result."""
