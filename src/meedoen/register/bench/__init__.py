"""The carving bench: an employer's functions taken apart into tasks, and jobs composed of those by hand."""
