"""Placements: who works where, for how many hours, from when and until when."""
