"""Sentences of the bench's engine that say who is left, and where the people went."""

from __future__ import annotations

from collections.abc import Mapping

from meedoen.primitives.words import N_

# Why there is nobody to make a job for, by the step at which the last one fell out.
NOBODY: Mapping[str, str] = {
    "ready": N_("Niemand heeft een profiel waar genoeg in staat om werk bij te zoeken. Vul het profiel aan."),
    "in_reach": N_("Niemand kan hier komen binnen de reistijd die in het profiel staat."),
    "suitable": N_(
        "Voor niemand is hier werk bij deze uren. Vraag om minder of meer uren, of maak meer taken los."
    ),
}
