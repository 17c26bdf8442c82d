"""Benchmarks: everything is measured as a ratio, side by side in one run."""
