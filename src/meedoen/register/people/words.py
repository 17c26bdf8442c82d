"""The words to choose from around a file: purposes of a share, and reasons for a deed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhyHandedOver(models.TextChoices):
    MOVED = "moved", _("kandidaat is verhuisd")
    OTHER_SCHEME = "other_scheme", _("andere regeling: een andere organisatie is verantwoordelijk")
    LEFT_SCHOOL = "left_school", _("kandidaat gaat van school")
    SPECIALIST = "specialist", _("begeleiding die wij niet hebben")


class WhyRefused(models.TextChoices):
    NOT_OURS = "not_ours", _("wij zijn niet verantwoordelijk")
    INCOMPLETE = "incomplete", _("het dossier is niet compleet")
    KNOWN_HERE = "known_here", _("deze kandidaat is hier al bekend")
    NO_ROOM = "no_room", _("wij hebben nu geen plek")


class Purpose(models.TextChoices):
    MEDIATION = "mediation", _("bemiddeling naar werk")
    GUIDANCE = "guidance", _("begeleiding op het werk")
    MEASUREMENT = "measurement", _("meting van de loonwaarde")
    TRAINING = "training", _("scholing of praktijkleren")
    SCHOOL_LEAVER = "school_leaver", _("overgang van school naar werk")


class WhyCorrected(models.TextChoices):
    TYPING_ERROR = "typing_error", _("tikfout")
    TOLD_BY_PERSON = "told_by_person", _("gehoord van de kandidaat")
    TOLD_BY_UWV = "told_by_uwv", _("gehoord van UWV")
    OTHER_REGISTER = "other_register", _("anders in een ander register, zoals de BRP")


class Corrected(models.TextChoices):
    PERSON = "person", _("persoonsgegevens")
    REGISTRATION = "registration", _("inschrijving in het doelgroepregister")
    RESIDENCE = "residence", _("woongemeente")
