"""Taking out what one may see as a file, with a purpose."""
