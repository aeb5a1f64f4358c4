"""The institution desk: completions one by one and by spreadsheet, corrections, the work of an office."""
