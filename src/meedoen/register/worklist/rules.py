"""The table of rules that people are reminded by: of what, when, and whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.agreements import due as agreements
from meedoen.register.bench import due as bench
from meedoen.register.coaching import due as coaching
from meedoen.register.due import Due
from meedoen.register.durability import due as durability
from meedoen.register.employers import due as employers
from meedoen.register.jobs import due as jobs
from meedoen.register.people import due as people
from meedoen.register.placements import due as placements
from meedoen.register.privacy import clocks as privacy
from meedoen.register.profiles import due as profiles
from meedoen.register.proposals import due as proposals
from meedoen.register.reminders.models import Reminder
from meedoen.register.reminders.shape import Noun, Rule
from meedoen.register.subsidies import due as subsidies

FIXED, SUBSTITUTE, DESK, OWNER, NAMED = (
    Reminder.Part.FIXED.value,
    Reminder.Part.SUBSTITUTE.value,
    Reminder.Part.DESK.value,
    Reminder.Part.OWNER.value,
    Reminder.Part.NAMED.value,
)
CONTACT = (FIXED, SUBSTITUTE)


def _person(actor: Actor, dues: Collection[Due], section: str, _today: date) -> frozenset[int]:
    return people.seen_about(actor, dues, section)


def _employer(actor: Actor, dues: Collection[Due], _section: str, _today: date) -> frozenset[int]:
    return employers.seen_at(actor, dues)


def _to_approve(actor: Actor, dues: Collection[Due], _section: str, _today: date) -> frozenset[int]:
    return subsidies.seen_to_approve(actor, dues)


def _hand_over(actor: Actor, dues: Collection[Due], _section: str, today: date) -> frozenset[int]:
    return people.seen_hand_overs(actor, dues, today)


def _own_file(actor: Actor, dues: Collection[Due], _section: str, _today: date) -> frozenset[int]:
    return people.seen_of_own(actor, dues)


# The same noun twice: what someone asked and when a file ends is not for whom it is shared with.
PERSON, OWN_FILE, EMPLOYER, HAND_OVER, TO_APPROVE = (
    Noun("person", _person),
    Noun("person", _own_file),
    Noun("employer", _employer),
    Noun("hand_over", _hand_over),
    Noun("subsidy", _to_approve),
)

# How many days before or after is our own choice, so that there is time to do something; the clocks
# themselves are of the nouns. A code is never given to another rule: it stands in what was sent.
TABLE: tuple[Rule, ...] = (
    Rule(
        "person.silent",
        1,
        PERSON,
        people.not_spoken_to,
        91,
        CONTACT,
        "person.record_contact",
        _("Al meer dan 90 dagen niet gesproken"),
        _("Met deze kandidaat is meer dan 90 dagen niet gesproken, en u bent het vaste aanspreekpunt."),
    ),
    Rule(
        "hand_over.answer",
        1,
        HAND_OVER,
        people.hand_overs_to_answer,
        -3,
        (DESK,),
        "hand_over.accept",
        _("Overdracht wacht op antwoord van uw organisatie"),
        _("Een andere organisatie vroeg de uwe om dit dossier over te nemen. De klok loopt bijna af."),
    ),
    Rule(
        "hand_over.unanswered",
        1,
        HAND_OVER,
        people.hand_overs_unanswered,
        1,
        (NAMED,),
        "hand_over.offer",
        _("Geen antwoord op uw overdracht"),
        _("U bood dit dossier aan. De dag waarop het antwoord er uiterlijk moest zijn, is voorbij."),
    ),
    Rule(
        "share.ends",
        1,
        PERSON,
        people.shares_that_end,
        -14,
        (*CONTACT, DESK),
        "share.give",
        _("Gedeeld dossier sluit binnenkort"),
        _("Een andere organisatie kan dit dossier bijna niet meer zien. Deel het opnieuw als dat nodig is."),
    ),
    Rule(
        "profile.too_old",
        1,
        PERSON,
        profiles.profiles_too_old,
        366,
        CONTACT,
        "profile.confirm",
        _("Profiel langer dan een jaar niet doorgenomen"),
        _("Wie een jaar niet is bevraagd, is niet meer vindbaar voor werk."),
        "profile",
    ),
    Rule(
        "plan.step",
        1,
        PERSON,
        profiles.steps_to_take,
        0,
        CONTACT,
        "plan.change",
        _("Stap uit het plan moet gedaan zijn"),
        _("De dag waarop deze stap uiterlijk gedaan moest zijn, is er. Hij staat nog open."),
        "plan",
    ),
    Rule(
        "placement.ends",
        1,
        PERSON,
        placements.placements_that_end,
        -30,
        CONTACT,
        "placement.end",
        _("Plaatsing eindigt binnenkort"),
        _("De laatste werkdag komt eraan. Bespreek verlenging of ander werk."),
        "work",
    ),
    Rule(
        "check.ask",
        1,
        PERSON,
        durability.people_to_ask,
        0,
        CONTACT,
        "check.record",
        _("Vraag hoe het op het werk gaat"),
        _("Een vast moment na de start is er. Nog niet iedereen heeft verteld hoe het gaat."),
        "work",
    ),
    Rule(
        "check.warns",
        1,
        PERSON,
        durability.voices_that_warn,
        0,
        CONTACT,
        "check.record",
        _("Iemand zegt dat het werk niet goed gaat"),
        _("Bij werk van deze kandidaat gaf iemand een antwoord dat waarschuwt. Bel vandaag."),
        "work",
    ),
    Rule(
        "work.ended",
        1,
        PERSON,
        durability.people_free_again,
        0,
        CONTACT,
        "placement.end",
        _("Weer beschikbaar voor werk"),
        _("Het werk van deze kandidaat is geëindigd en er is nog geen ander werk."),
        "work",
    ),
    Rule(
        "proposal.answer",
        1,
        PERSON,
        proposals.proposals_unanswered,
        1,
        (NAMED,),
        "proposal.propose",
        _("Geen antwoord op uw voorstel"),
        _("U stelde deze kandidaat voor. De dag waarop er uiterlijk een antwoord moest zijn, is voorbij."),
        "work",
    ),
    Rule(
        "subsidy.forfait",
        1,
        PERSON,
        subsidies.forfaits_unmeasured,
        -60,
        (*CONTACT, DESK),
        "loonwaarde.record",
        _("Forfait loopt af, loonwaarde niet gemeten"),
        _("Na het forfait is er alleen subsidie met een gemeten loonwaarde. Laat op tijd meten."),
        "work",
    ),
    Rule(
        "subsidy.approve",
        1,
        TO_APPROVE,
        subsidies.proposals_to_approve,
        1,
        (DESK,),
        "subsidy.approve",
        _("Subsidie wacht op goedkeuring"),
        _("Een collega stelde deze subsidie voor. Een tweede persoon moet beslissen."),
        "work",
    ),
    Rule(
        "subsidy.decide",
        1,
        PERSON,
        subsidies.decisions_to_take,
        -7,
        (DESK,),
        "subsidy.approve",
        _("Beslistermijn van subsidie loopt af"),
        _("Binnen vijf weken na de loonwaarde of de keuze voor het forfait hoort er een besluit te zijn."),
        "work",
    ),
    Rule(
        "coaching.action",
        1,
        PERSON,
        coaching.actions_to_do,
        1,
        (NAMED,),
        "coaching.agree",
        _("Afspraak bij begeleiding is nog niet gedaan"),
        _("U bent de coach. De dag waarop deze afspraak uiterlijk gedaan moest zijn, is voorbij."),
        "work",
    ),
    Rule(
        "coaching.visit",
        1,
        PERSON,
        coaching.visits_to_make,
        0,
        (NAMED,),
        "coaching.visit",
        _("Al weken geen bezoek van de coach"),
        _("U bent de coach, en er is langer niemand geweest dan de gemeente wil."),
        "work",
    ),
    Rule(
        "coaching.alone",
        1,
        PERSON,
        coaching.left_alone,
        0,
        (DESK,),
        "coaching.change",
        _("Coach is weg en er is geen opvolger"),
        _("De coach heeft geen toegang meer en er is geen vervanger. Wijs iemand anders aan."),
        "work",
    ),
    Rule(
        "agreement.expires_week",
        1,
        PERSON,
        agreements.agreements_that_expire,
        -7,
        (NAMED,),
        "agreement.make",
        _("Overeenkomst verloopt over een week"),
        _("U maakte deze overeenkomst en zij is niet af. Over een week verloopt zij."),
        section="work",
    ),
    Rule(
        "agreement.expires_day",
        1,
        PERSON,
        agreements.agreements_that_expire,
        -1,
        (NAMED,),
        "agreement.make",
        _("Overeenkomst verloopt morgen"),
        _("U maakte deze overeenkomst en zij is niet af. Morgen verloopt zij."),
        section="work",
    ),
    Rule(
        "employer.step",
        1,
        EMPLOYER,
        employers.next_steps,
        0,
        (NAMED,),
        "moment.record",
        _("Afgesproken volgende stap bij werkgever"),
        _("U zou deze stap uiterlijk op die dag zetten. Hij staat nog open."),
    ),
    Rule(
        "employer.silent",
        1,
        EMPLOYER,
        employers.not_spoken_with,
        91,
        (OWNER,),
        "moment.record",
        _("Werkgever al meer dan 90 dagen niet gesproken"),
        _("Niemand in de regio sprak deze werkgever in 90 dagen, en u bent de accountmanager."),
    ),
    Rule(
        "scan.advice",
        1,
        EMPLOYER,
        employers.advice_to_follow_up,
        0,
        (NAMED,),
        "scan.follow_up",
        _("Advies uit bedrijfsscan opvolgen"),
        _("U zou dit advies uiterlijk op die dag opvolgen. Het staat nog open."),
    ),
    Rule(
        "arrangement.ends",
        1,
        EMPLOYER,
        employers.arrangements_that_end,
        -60,
        (NAMED,),
        "arrangement.make",
        _("Afspraak met werkgever loopt af"),
        _("U bent verantwoordelijk voor deze afspraak. Bespreek op tijd of zij doorgaat."),
    ),
    Rule(
        "job.expires",
        1,
        EMPLOYER,
        jobs.jobs_to_confirm,
        -14,
        (OWNER,),
        "job.confirm",
        _("Baan verloopt binnenkort"),
        _("U bent de accountmanager. Vraag de werkgever of deze baan er nog is, en bevestig of sluit hem."),
    ),
    Rule(
        "bench.changed",
        1,
        EMPLOYER,
        bench.changed_functions,
        0,
        (OWNER,),
        "bench.settle",
        _("De functie waaruit een baan kwam is veranderd"),
        _("U bent de accountmanager. Bespreek met de werkgever wat dit voor de baan betekent."),
    ),
    Rule(
        "owner.answer",
        1,
        EMPLOYER,
        employers.offers_to_answer,
        3,
        (NAMED,),
        "owner.answer",
        _("Overdracht van werkgever wacht op uw antwoord"),
        _("Een collega vroeg u om accountmanager van deze werkgever te worden."),
    ),
    Rule(
        "privacy_request.answer",
        2,
        OWN_FILE,
        privacy.requests_to_answer,
        -7,
        (DESK,),
        "privacy_request.answer",
        _("Privacyverzoek wacht op antwoord"),
        _("Uw organisatie moet dit verzoek beantwoorden. De klok loopt bijna af."),
    ),
    Rule(
        "retention.ends",
        2,
        OWN_FILE,
        privacy.files_that_end,
        -14,
        (*CONTACT, DESK),
        "retention.pause",
        _("Dossier wordt binnenkort geanonimiseerd"),
        _("Is het dossier nog nodig? Stel het dan op tijd uit, met een reden."),
    ),
)
RULES: dict[str, Rule] = {rule.code: rule for rule in TABLE}
