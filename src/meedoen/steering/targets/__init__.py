"""The target book: what was promised, in versions."""
