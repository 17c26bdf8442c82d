"""The words for what stands in the journal: every deed, and what a deed can be done to."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What is done by coming and going; no power is needed for it, so the matrix has no row.
EVENTS: Mapping[str, Promise] = {
    "session.start": _("aangemeld"),
    "session.end": _("afgemeld"),
    "session.fail": _("aanmelden mislukt"),
    "session.lock_out": _("account een kwartier op slot"),
    "session.refuse": _("aanmelden via de organisatie geweigerd"),
    "password.change": _("wachtwoord gekozen"),
    "second_factor.add": _("tweede stap ingesteld"),
    "second_factor.remove": _("tweede stap verwijderd"),
}

# Every power, and what is written down under a name of its own though another power allows it.
LABELS: Mapping[str, Promise] = {
    "today.see": _("Vandaag bekeken"),
    "person.list": _("lijst van kandidaten bekeken"),
    "person.see": _("kandidaat bekeken"),
    "person.register": _("kandidaat geregistreerd"),
    "person.correct": _("gegevens van kandidaat verbeterd"),
    "person.move": _("verhuizing van kandidaat vastgelegd"),
    "person.record_contact": _("contact met kandidaat vastgelegd"),
    "registration.add": _("opname in doelgroepregister vastgelegd"),
    "registration.end": _("einde in doelgroepregister vastgelegd"),
    "registration.correct": _("opname in doelgroepregister gecorrigeerd"),
    "registration.withdraw": _("opname in doelgroepregister ingetrokken"),
    "residence.correct": _("woongemeente gecorrigeerd"),
    "residence.withdraw": _("verhuizing ingetrokken"),
    "person.protect": _("dossier afgeschermd"),
    "person.unprotect": _("afscherming van dossier opgeheven"),
    "person.name": _("collega toegelaten tot afgeschermd dossier"),
    "person.unname": _("collega niet meer toegelaten tot afgeschermd dossier"),
    "circle.set_fixed_contact": _("vaste contactpersoon gekozen"),
    "circle.set_substitute": _("vervanger van contactpersoon gekozen"),
    "circle.involve": _("collega betrokken bij kandidaat"),
    "circle.leave": _("collega uit kring van kandidaat"),
    "share.give": _("dossier gedeeld"),
    "share.revoke": _("gedeeld dossier ingetrokken"),
    "hand_over.list": _("lijst van overdrachten bekeken"),
    "hand_over.see": _("overdracht bekeken"),
    "hand_over.offer": _("dossier aangeboden ter overdracht"),
    "hand_over.accept": _("dossier overgenomen"),
    "hand_over.refuse": _("dossier niet overgenomen"),
    "hand_over.withdraw": _("aanbod van dossier ingetrokken"),
    "employer.list": _("lijst van werkgevers bekeken"),
    "employer.see": _("werkgever bekeken"),
    "employer.register": _("werkgever geregistreerd"),
    "employer.add_branch": _("vestiging toegevoegd"),
    "employer.fix_sector": _("sector van werkgever vastgelegd"),
    "programme.register": _("programma geregistreerd"),
    "placement.list": _("lijst van plaatsingen bekeken"),
    "placement.see": _("plaatsing bekeken"),
    "placement.register": _("plaatsing geregistreerd"),
    "placement.change_hours": _("uren van plaatsing veranderd"),
    "placement.record_paid_hours": _("betaalde uren vastgelegd"),
    "placement.end": _("plaatsing beëindigd"),
    "placement.correct": _("plaatsing gecorrigeerd"),
    "dashboard.see": _("dashboard bekeken"),
    "indicator.see": _("indicator bekeken"),
    "indicator.rows": _("regels achter een cijfer bekeken"),
    "indicator.download": _("cijfers gedownload"),
    "reading.take": _("meting vastgelegd"),
    "target.see": _("doelenboek bekeken"),
    "target.set": _("doel vastgesteld"),
    "publication.see": _("publicaties bekeken"),
    "publication.import": _("publicaties ingelezen"),
    "period.see": _("vastgestelde periodes bekeken"),
    "period.propose_freeze": _("vaststellen van periode voorgesteld"),
    "period.confirm_freeze": _("periode vastgesteld"),
    "period.withdraw_proposal": _("voorstel voor periode ingetrokken"),
    "rulebook.see": _("regelboek bekeken"),
    "organisation.list": _("organisaties bekeken"),
    "organisation.register": _("organisatie geregistreerd"),
    "organisation.end": _("organisatie beëindigd"),
    "account.list": _("mensen met toegang bekeken"),
    "account.invite": _("toegang gegeven"),
    "account.change_roles": _("rollen veranderd"),
    "account.close": _("toegang afgesloten"),
    "account.move": _("account verhuisd naar andere organisatie"),
    "account.reset_second_factor": _("tweede stap gewist"),
    "account.give_password": _("wachtwoord gegeven (demo)"),
    "own_access.manage": _("zelf elders afgemeld"),
    "journal.see": _("logboek bekeken"),
}

SUBJECTS: Mapping[str, Promise] = {
    "account": _("account"),
    "branch": _("vestiging"),
    "employer": _("werkgever"),
    "indicator": _("indicator"),
    "organisation": _("organisatie"),
    "people": _("lijst van kandidaten"),
    "period": _("periode"),
    "person": _("kandidaat"),
    "placement": _("plaatsing"),
    "programme": _("programma"),
    "publication": _("publicatie"),
    "reading": _("meting"),
    "registration": _("opname in doelgroepregister"),
    "target": _("doel"),
}


def deed_label(deed: str) -> str:
    """Return the Dutch words for a deed; an old deed that no longer has words stands as it was written."""
    return str(LABELS.get(deed) or EVENTS.get(deed) or deed)


def subject_label(kind: str) -> str:
    """Return the Dutch words for what a deed was done to."""
    return str(SUBJECTS.get(kind, kind))


def deeds() -> list[tuple[str, str]]:
    """Return every deed that can stand in the journal with its words, for a form."""
    return sorted(((deed, deed_label(deed)) for deed in (*LABELS, *EVENTS)), key=lambda pair: pair[1].lower())


def subjects() -> list[tuple[str, str]]:
    """Return every kind of subject with its words, for a form."""
    return sorted(((kind, subject_label(kind)) for kind in SUBJECTS), key=lambda pair: pair[1])
