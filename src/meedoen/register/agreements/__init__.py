"""Agreements between person, employer, hirer and who pays: signed by each, started, changed and ended."""
