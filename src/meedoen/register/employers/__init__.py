"""Employers, their branches and their sector per calendar year."""
