"""Fairness: who is findable and never proposed, counted without names."""
