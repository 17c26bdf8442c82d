"""The desk: pages for the people who do and steer the work."""
