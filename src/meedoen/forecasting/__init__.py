"""What a series says about the coming year, and how long work lasts."""
