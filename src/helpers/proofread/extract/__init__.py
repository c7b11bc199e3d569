"""Facts as a text states them: days, periods, times, numbers, percentages, events; each once a document."""
