"""Burgerservicenummers, only where a region switches them on: encrypted, apart, each view written down."""
