"""Loonkostensubsidie: periods with an amount, the two people who decide, and what is paid."""
