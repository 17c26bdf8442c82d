"""Tests of how a person and a job fit."""
