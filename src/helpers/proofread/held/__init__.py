"""What a case holds of facts: its fact store and raw tables, made ready to hold any text against."""
