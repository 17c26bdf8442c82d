"""Forms of the desk: what is typed, before a service judges it."""
