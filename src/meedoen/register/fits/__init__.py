"""Fits: from the rows of profiles and jobs to what matching compares, and back to people and jobs."""
