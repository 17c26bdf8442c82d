"""What is due over all nouns: the table of rules that people are reminded by."""
