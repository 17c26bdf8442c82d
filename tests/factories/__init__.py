"""Rows for tests, made straight on the models: one file per room, situations as arguments."""
