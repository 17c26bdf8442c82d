"""Questions to the engine of the bench with their answers, and jobs that are one week together."""
