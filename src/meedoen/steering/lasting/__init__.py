"""Lasting work: how long placements last, what is duurzaam by each definition, what came and what went."""
