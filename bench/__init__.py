"""How fast, how small: measured side by side, in one run."""
