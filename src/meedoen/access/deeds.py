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
    "person.looks": _("bekeken wie een dossier bekeek"),
    "privacy_request.list": _("privacyverzoeken bekeken"),
    "privacy_request.record": _("privacyverzoek vastgelegd"),
    "privacy_request.answer": _("privacyverzoek beantwoord"),
    "privacy.export": _("inzage gemaakt"),
    "restriction.lift": _("beperking opgeheven"),
    "retention.notices": _("aankondigingen bekeken"),
    "retention.pause": _("anonimiseren uitgesteld of hervat"),
    "retention.see": _("bewaartermijnen bekeken"),
    "retention.decide": _("bewaartermijn vastgesteld"),
    "retention.announce": _("anonimiseren aangekondigd"),
    "retention.run": _("opruiming uitgevoerd"),
    "retention.anonymise": _("dossier geanonimiseerd"),
    "retention.forget_reach": _("contactgegevens verwijderd"),
    "bsn.see": _("burgerservicenummer bekeken"),
    "bsn.keep": _("burgerservicenummer vastgelegd"),
    "bsn.reseal": _("burgerservicenummers opnieuw versleuteld"),
    "duplicate.see": _("mogelijk dubbele dossiers bekeken"),
    "duplicate.find": _("gezocht naar dubbele dossiers"),
    "duplicate.decide": _("besloten over dubbele dossiers"),
    "duplicate.tell_apart": _("vastgesteld dat het twee mensen zijn"),
    "duplicate.merge": _("dossiers samengevoegd"),
    "duplicate.undo": _("samenvoeging ongedaan gemaakt"),
    "profile.see": _("profiel bekeken"),
    "profile.change": _("profiel bijgewerkt"),
    "profile.confirm": _("profiel doorgenomen met kandidaat"),
    "reach.see": _("contactgegevens van kandidaat bekeken"),
    "reach.change": _("contactgegevens van kandidaat bijgewerkt"),
    "loonwaarde.see": _("loonwaarde en doelgroepen bekeken"),
    "loonwaarde.record": _("loonwaarde vastgelegd"),
    "target_group.record": _("doelgroep van kandidaat vastgelegd"),
    "plan.see": _("plan van kandidaat bekeken"),
    "plan.change": _("plan van kandidaat bijgewerkt"),
    "findability.see": _("vindbaarheid bekeken"),
    "findability.compare": _("vindbaarheid van organisaties vergeleken"),
    "findability.people": _("lijst van kandidaten met een leeg veld bekeken"),
    "employer.list": _("lijst van werkgevers bekeken"),
    "employer.see": _("werkgever bekeken"),
    "employer.register": _("werkgever geregistreerd"),
    "employer.add_branch": _("vestiging toegevoegd"),
    "employer.fix_sector": _("sector van werkgever vastgelegd"),
    "employer.correct": _("gegevens van werkgever gecorrigeerd"),
    "employer.correct_branch": _("vestiging gecorrigeerd"),
    "employer.close_branch": _("vestiging gesloten"),
    "employer.record_headcount": _("aantal werkzame personen vastgelegd"),
    "employer.note_in_place": _("voorzieningen bij werkgever vastgelegd"),
    "employer.set_limit": _("grens aan benaderingen vastgelegd"),
    "employer.pause": _("rust voor werkgever vastgelegd"),
    "employer.end_pause": _("rust voor werkgever beëindigd"),
    "contact_person.see": _("contactpersonen van werkgever bekeken"),
    "contact_person.add": _("contactpersoon toegevoegd"),
    "contact_person.correct": _("contactpersoon gewijzigd"),
    "contact_person.check": _("contactpersoon gecontroleerd"),
    "contact_person.end": _("vertrek van contactpersoon vastgelegd"),
    "moment.list": _("contacten met werkgever bekeken"),
    "moment.record": _("contact met werkgever vastgelegd"),
    "moment.settle": _("volgende stap bij werkgever gedaan"),
    "owner.take": _("accountmanager van werkgever geworden"),
    "owner.offer": _("overdracht van werkgever gevraagd"),
    "owner.answer": _("overdracht van werkgever beantwoord"),
    "owner.withdraw": _("overdracht van werkgever ingetrokken"),
    "arrangement.list": _("afspraken met werkgever bekeken"),
    "arrangement.make": _("afspraak met werkgever gemaakt"),
    "arrangement.correct": _("afspraak met werkgever gewijzigd"),
    "arrangement.move": _("afspraak met werkgever verder gebracht"),
    "scan.list": _("bedrijfsscans bekeken"),
    "scan.record": _("bedrijfsscan vastgelegd"),
    "scan.add_task": _("taak aan bedrijfsscan toegevoegd"),
    "scan.remove_task": _("taak uit bedrijfsscan gehaald"),
    "scan.add_advice": _("advies aan bedrijfsscan toegevoegd"),
    "scan.follow_up": _("advies van bedrijfsscan afgesloten"),
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
    "bsn": _("burgerservicenummers"),
    "employer": _("werkgever"),
    "indicator": _("indicator"),
    "organisation": _("organisatie"),
    "period": _("periode"),
    "duplicate": _("mogelijk dubbele dossiers"),
    "person": _("kandidaat"),
    "placement": _("plaatsing"),
    "programme": _("programma"),
    "publication": _("publicatie"),
    "reading": _("meting"),
    "registration": _("opname in doelgroepregister"),
    "retention": _("bewaartermijnen van regio"),
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
