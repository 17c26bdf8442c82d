"""Readings: what the engine counted, kept with the keys of the rows."""
