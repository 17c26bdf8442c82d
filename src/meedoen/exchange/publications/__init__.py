"""Publications in: a file that somebody filled in, or the project's own."""
