"""What people may ask about their own file, how long it stays, and how it ends."""
