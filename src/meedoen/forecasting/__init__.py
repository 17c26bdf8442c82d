"""What a series says about the coming year."""
