"""Proposals: who was proposed for which job and why, how both sides answered, and by when they have to."""
