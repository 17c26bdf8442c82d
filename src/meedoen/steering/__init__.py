"""What we make of it: targets, indicators and publications."""
