"""Long tasks: work that goes on when the page is left."""
