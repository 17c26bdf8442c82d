"""Figures that others published, kept beside our own."""
