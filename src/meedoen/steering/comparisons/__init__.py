"""Kept runs: loonkostensubsidie beside the withdrawn loondispensatie for everyone in a region."""
