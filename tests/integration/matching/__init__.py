"""Tests of what the engines share with the register."""
