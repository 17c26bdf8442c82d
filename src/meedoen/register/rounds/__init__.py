"""The whole region at once: kept runs of the best assignment of all findable people to all open seats."""
