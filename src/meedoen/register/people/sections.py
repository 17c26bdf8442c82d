"""The parts of a file, and which of them a role needs for its task."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# In the order in which a page shows them.
SECTIONS: dict[str, str | Promise] = {
    "profile": _("profiel: eigen woorden, wensen, beschikbaarheid, reizen, opleiding, taken, voorwaarden"),
    "register": _("doelgroepregister, loonwaarde en doelgroepen"),
    "work": _("plaatsingen"),
    "plan": _("doelen, plan en gesprekken"),
    "reach": _("contactgegevens en vertegenwoordiger"),
}

# An account manager speaks to employers: what someone can and wants, not how they live or what is planned
# with them. Who guides a person needs the whole file; who checks reads what is checked.
NEEDED: dict[str, frozenset[str]] = {
    "account_manager": frozenset({"profile", "register", "work"}),
    "consulent": frozenset(SECTIONS),
    "auditor": frozenset({"register", "work", "plan"}),
}


def needed_by(roles: frozenset[str]) -> frozenset[str]:
    """Return the sections that these roles together need."""
    return frozenset().union(*(NEEDED.get(role, frozenset()) for role in roles))
