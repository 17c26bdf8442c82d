"""Pages for machines; opens with version 1."""
