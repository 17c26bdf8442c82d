"""Tables in and out, as CSV and as a workbook."""
