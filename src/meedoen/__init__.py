"""Meedoen: from a person and a task to a counted, lasting job."""
