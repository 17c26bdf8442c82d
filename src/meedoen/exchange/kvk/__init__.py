"""Looks an employer up in the trade register of the Kamer van Koophandel, as far as this installation may."""
