"""Fact tables, indicators, the engine that counts them, and disclosure control."""
