"""The short lists of a profile: each code with its words, as a form offers them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise]

DAYS: Words = {
    "mon": _("maandag"),
    "tue": _("dinsdag"),
    "wed": _("woensdag"),
    "thu": _("donderdag"),
    "fri": _("vrijdag"),
    "sat": _("zaterdag"),
    "sun": _("zondag"),
}
TIMES: Words = {
    "early": _("vroeg, vóór 8 uur"),
    "morning": _("ochtend"),
    "afternoon": _("middag"),
    "evening": _("avond"),
    "night": _("nacht"),
}
MEANS: Words = {
    "walk": _("lopend"),
    "bike": _("fiets"),
    "public": _("openbaar vervoer"),
    "scooter": _("brommer of scooter"),
    "car": _("auto"),
    "arranged": _("vervoer is geregeld"),
}
LEVELS: Words = {
    "none": _("geen school afgemaakt"),
    "special": _("voortgezet speciaal onderwijs (vso)"),
    "practical": _("praktijkonderwijs"),
    "vmbo": _("vmbo"),
    "mbo1": _("mbo niveau 1 (entree)"),
    "mbo2": _("mbo niveau 2"),
    "mbo3": _("mbo niveau 3"),
    "mbo4": _("mbo niveau 4"),
    "havo_vwo": _("havo of vwo"),
    "hbo": _("hbo"),
    "wo": _("universiteit"),
    "abroad": _("opleiding uit een ander land, niet omgezet"),
}
LANGUAGES: Words = {
    "nl": _("Nederlands"),
    "nds": _("Gronings of Drents"),
    "en": _("Engels"),
    "de": _("Duits"),
    "fr": _("Frans"),
    "es": _("Spaans"),
    "pl": _("Pools"),
    "uk": _("Oekraïens"),
    "tr": _("Turks"),
    "ar": _("Arabisch"),
    "fa": _("Farsi of Dari"),
    "ti": _("Tigrinya"),
    "so": _("Somalisch"),
    "pap": _("Papiaments"),
    "ngt": _("Nederlandse Gebarentaal"),
}
# What someone does with a language at work; each next one holds the one before.
LANGUAGE_LEVELS: Words = {
    "little": _("verstaat korte zinnen"),
    "speaks": _("spreekt"),
    "reads": _("spreekt en leest"),
    "writes": _("spreekt, leest en schrijft"),
}
LICENCES: Words = {
    "AM": _("AM (brommer)"),
    "A": _("A (motor)"),
    "B": _("B (auto)"),
    "BE": _("BE (auto met aanhanger)"),
    "C": _("C (vrachtauto)"),
    "CE": _("CE (vrachtauto met aanhanger)"),
    "D": _("D (bus)"),
    "T": _("T (trekker)"),
}
CHANNELS: Words = {
    "call": _("bellen"),
    "message": _("een berichtje sturen"),
    "email": _("e-mail"),
    "letter": _("brief"),
    "through": _("via de vertegenwoordiger"),
}
REPRESENTATIVES: Words = {
    "parent": _("ouder"),
    "voogd": _("voogd"),
    "mentor": _("mentor"),
    "bewindvoerder": _("bewindvoerder"),
    "curator": _("curator"),
    "other": _("iemand die de kandidaat zelf koos"),
}
# Who measured a loonwaarde how. Since 1 July 2021 there is one method; measurements from before stand.
METHODS: Words = {
    "uniform": _("uniforme methode"),
    "former": _("een methode van vóór de uniforme"),
    "practice": _("praktijkroute"),
    "unknown": _("niet bekend"),
}
TARGET_GROUPS: Words = {
    "bijstand": _("bijstand"),
    "youth": _("jongere tot 27 jaar"),
    "fifty": _("50 jaar en ouder"),
    "ggz": _("GGZ-traject"),
    "statushouder": _("statushouder"),
    "startkwalificatie": _("zonder startkwalificatie"),
}
WHO_DOES: Words = {
    "candidate": _("de kandidaat"),
    "contact": _("de vaste contactpersoon"),
    "account_manager": _("de accountmanager"),
    "employer": _("de werkgever"),
    "representative": _("de vertegenwoordiger"),
    "other": _("iemand anders"),
}


def choices(words: Words) -> list[tuple[str, str]]:
    """Return a list as a form takes it, code and words."""
    return [(code, str(label)) for code, label in words.items()]


def in_words(words: Words, codes: object) -> str:
    """Return codes in words in the order of the list; one code or several."""
    asked = {codes} if isinstance(codes, str) else set(codes)  # type: ignore[call-overload]
    return ", ".join(str(label) for code, label in words.items() if code in asked)
