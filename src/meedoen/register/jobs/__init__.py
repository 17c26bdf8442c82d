"""Jobs: work that an employer offers, with its tasks, what it asks, and what someone finds there."""
