"""Reminders: made from rules, asked again before they go out, and kept with the proof why they did."""
