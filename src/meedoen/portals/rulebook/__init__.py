"""The pages of the rule book, for everyone: the law is public."""
