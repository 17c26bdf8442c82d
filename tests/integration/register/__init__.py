"""The register: what may be done, seen and counted."""
