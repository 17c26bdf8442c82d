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


# What a purpose needs and no more; `Share.Purpose` has the words. Our own choice, not law: AVG article 5
# lid 1 under c asks for no more than is necessary, and leaves what that is to who shares.
# - mediation: what an employer asks about; not what is planned with someone, nor how to reach them, because
#   the fixed contact makes the appointment.
# - guidance: who stands beside someone at work needs the job, the agreed goals and a telephone number; the
#   entry in the register and the loonwaarde change nothing in that.
# - measurement: what someone does and what is known of the loonwaarde; not the plan, so that the measurement
#   stands on its own.
# - training: a school invites someone itself and works on the same goals.
# - school_leaver: nobody works yet, all the rest goes along to who takes over.
PURPOSE_NEEDS: dict[str, frozenset[str]] = {
    "mediation": frozenset({"profile", "register", "work"}),
    "guidance": frozenset({"profile", "work", "plan", "reach"}),
    "measurement": frozenset({"profile", "register"}),
    "training": frozenset({"profile", "plan", "reach"}),
    "school_leaver": frozenset({"profile", "register", "plan", "reach"}),
}


def section_choices(sections: frozenset[str]) -> list[tuple[str, str]]:
    """Return code and words of these sections, in the order in which a page shows them."""
    return [(code, str(words)) for code, words in SECTIONS.items() if code in sections]
