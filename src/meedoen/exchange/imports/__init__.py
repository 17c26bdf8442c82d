"""Reading people, entries, employers and placements in from a spreadsheet."""
