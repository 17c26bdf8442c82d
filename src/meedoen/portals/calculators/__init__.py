"""Pages that compute with the rule book, for everyone: signed in or not. They keep nothing."""
