"""What happened: people, employers and placements."""
