"""Integration tests of this room."""
