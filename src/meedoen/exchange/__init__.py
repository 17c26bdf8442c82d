"""In and out: one package per partner or format."""
