"""Making a proposal and what comes of it: comparing, asking who may be proposed, and the placement."""
