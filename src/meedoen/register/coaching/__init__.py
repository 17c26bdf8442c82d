"""Coaching at work: who guides whom, for how many hours, what was seen and agreed, and what it costs."""
