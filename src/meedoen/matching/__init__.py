"""How well a person and a job fit, carving, and the best assignment of many."""
