"""An agreement beside proposals and jobs: what its form opens with, and the placement that it begins with."""
