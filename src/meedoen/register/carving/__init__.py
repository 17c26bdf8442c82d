"""The engine on the carving bench: jobs it proposes, a week over employers, and what a job brings."""
