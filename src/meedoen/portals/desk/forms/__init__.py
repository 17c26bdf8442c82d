"""Forms of the desk: what may be typed; whether it is true is for the service."""
