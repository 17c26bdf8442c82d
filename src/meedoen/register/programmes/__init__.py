"""Programmes that placements come from."""
