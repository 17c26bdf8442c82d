"""The codes that stand in rows about jobs, with their words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meedoen.register.profiles.words import Words

KINDS: Words = {
    "vacature": _("vacature"),
    "carved": _("functie op maat, uit taken van anderen"),
    "created": _("gecreëerde functie, nieuw gemaakt"),
    "leerwerkplek": _("leerwerkplek"),
    "proefplaats": _("proefplaats"),
}
# Where someone learns or tries, nobody has to be paid.
UNPAID = frozenset({"leerwerkplek", "proefplaats"})

# The sections of the SBI 2008 of the CBS: the letter of the trade register, in the words of the CBS.
SBI: Words = {
    "A": _("landbouw, bosbouw en visserij"),
    "B": _("winning van delfstoffen"),
    "C": _("industrie"),
    "D": _("energievoorziening"),
    "E": _("water en afval"),
    "F": _("bouwnijverheid"),
    "G": _("handel"),
    "H": _("vervoer en opslag"),
    "I": _("horeca"),
    "J": _("informatie en communicatie"),
    "K": _("financiële diensten"),
    "L": _("onroerend goed"),
    "M": _("specialistische zakelijke diensten"),
    "N": _("verhuur en overige zakelijke diensten"),
    "O": _("openbaar bestuur en overheidsdiensten"),
    "P": _("onderwijs"),
    "Q": _("gezondheids- en welzijnszorg"),
    "R": _("cultuur, sport en recreatie"),
    "S": _("overige diensten"),
    "T": _("huishoudens als werkgever"),
    "U": _("internationale organisaties"),
}

# Who guides on the work floor; how long a day stands beside it.
GUIDES: Words = {
    "none": _("niemand in het bijzonder"),
    "colleague": _("een vaste collega"),
    "harrie": _("een Harrie: een getrainde collega"),
    "own_jobcoach": _("een jobcoach van de werkgever"),
    "outside": _("een jobcoach van buiten"),
}
# With these there is one fixed guide, a condition of people (`fixed_guide`).
FIXED_GUIDES = frozenset({"colleague", "harrie", "own_jobcoach"})

WAGES: Words = {
    "wml": _("een percentage van het minimumloon (WML)"),
    "amount": _("een bedrag per maand"),
    "scale": _("een schaal uit de cao"),
    "none": _("geen loon: leren of proberen"),
}

# What happens to a job that was made of tasks of another function, when that function changes or ends.
WHEN_DONOR_CHANGES: Words = {
    "stays": _("de baan blijft zoals hij is"),
    "reviewed": _("de baan wordt opnieuw bekeken, met wie er werkt"),
    "other_tasks": _("er komen andere taken voor in de plaats"),
    "ends": _("de baan stopt ook"),
}
