"""Everything that is kept about one person here, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept, one_row
from meedoen.register.people.corrections import former_values
from meedoen.register.people.grounds import ground_label
from meedoen.register.people.models import (
    CircleMember,
    Correction,
    HandOver,
    Named,
    Person,
    Protection,
    Registration,
    Residence,
    Share,
)
from meedoen.register.people.sections import SECTIONS
from meedoen.register.places import place_name


def what_is_kept(person_id: int) -> list[Kept]:
    """Return the rows about this person; colleagues by their organisation, not by name."""
    return [
        _person(person_id),
        _residences(person_id),
        _registrations(person_id),
        _circle(person_id),
        _protections(person_id),
        _named(person_id),
        _shares(person_id),
        _hand_overs(person_id),
        _corrections(person_id),
    ]


def _person(person_id: int) -> Kept:
    who = Person.objects.select_related("responsible").get(pk=person_id)
    return one_row(
        "person",
        _("Wie u bent"),
        [
            (_("Kandidaatnummer"), who.number),
            (_("Naam"), who.name),
            (_("Geboortedatum"), who.birth_on),
            (_("Dossierhouder"), who.responsible.name),
            (_("Woongemeente"), place_name(who.municipality)),
            (_("Ingeschreven op"), who.registered_on),
            (_("Laatst gesproken op"), who.last_contact_on),
            (_("Staat van het dossier"), who.get_state_display()),
        ],
    )


def _residences(person_id: int) -> Kept:
    rows = Residence.objects.filter(person=person_id).order_by("starts_on")
    return Kept(
        "residences",
        _("Waar u woonde"),
        (_("Gemeente"), _("Vanaf"), _("Tot")),
        tuple((place_name(one.municipality), one.starts_on, one.ends_before) for one in rows),
    )


def _registrations(person_id: int) -> Kept:
    rows = Registration.objects.filter(person=person_id).order_by("starts_on", "pk")
    return Kept(
        "registrations",
        _("Uw inschrijving in het doelgroepregister"),
        (_("Grond"), _("Vanaf"), _("Tot"), _("Reden van einde")),
        tuple(
            (ground_label(one.ground), one.starts_on, one.ends_before, one.get_ended_because_display())
            for one in rows
        ),
    )


def _circle(person_id: int) -> Kept:
    rows = CircleMember.objects.filter(person=person_id).select_related("account__organisation")
    return Kept(
        "circle",
        _("Wie u begeleidt"),
        (_("Rol"), _("Organisatie"), _("Vanaf"), _("Tot")),
        tuple(
            (one.get_part_display(), one.account.organisation.name, one.starts_on, one.ends_before)
            for one in rows.order_by("starts_on", "pk")
        ),
    )


def _named(person_id: int) -> Kept:
    rows = Named.objects.filter(person=person_id).select_related("account__organisation")
    return Kept(
        "named",
        _("Wie met naam is toegelaten tot uw afgeschermde dossier"),
        (_("Organisatie"), _("Waarom"), _("Sinds")),
        tuple(
            (one.account.organisation.name, one.get_because_display(), one.named_on)
            for one in rows.order_by("named_on", "pk")
        ),
    )


def _shares(person_id: int) -> Kept:
    rows = Share.objects.filter(person=person_id).select_related("organisation")
    return Kept(
        "shares",
        _("Met wie uw dossier is gedeeld"),
        (_("Organisatie"), _("Doel"), _("Delen van het dossier"), _("Vanaf"), _("Tot"), _("Ingetrokken op")),
        tuple(
            (
                one.organisation.name,
                one.get_purpose_display(),
                "; ".join(str(SECTIONS.get(section, section)) for section in one.sections),
                one.starts_on,
                one.ends_before,
                one.revoked_on,
            )
            for one in rows.order_by("starts_on", "pk")
        ),
    )


def _hand_overs(person_id: int) -> Kept:
    rows = HandOver.objects.filter(person=person_id).select_related("from_organisation", "to_organisation")
    return Kept(
        "hand_overs",
        _("Overdrachten van uw dossier"),
        (_("Van"), _("Naar"), _("Waarom"), _("Gevraagd op"), _("Stand"), _("Beantwoord op")),
        tuple(
            (
                one.from_organisation.name,
                one.to_organisation.name,
                one.get_because_display(),
                one.asked_on,
                one.get_state_display(),
                one.answered_on,
            )
            for one in rows.order_by("asked_on", "pk")
        ),
    )


def _protections(person_id: int) -> Kept:
    rows = Protection.objects.filter(person=person_id).order_by("starts_on", "pk")
    return Kept(
        "protections",
        _("Wanneer uw dossier was afgeschermd"),
        (_("Waarom"), _("Vanaf"), _("Tot")),
        tuple((one.get_because_display(), one.starts_on, one.ends_before) for one in rows),
    )


def _corrections(person_id: int) -> Kept:
    rows = Correction.objects.filter(person=person_id).order_by("corrected_on", "pk")
    return Kept(
        "corrections",
        _("Wat er eerst stond en is verbeterd"),
        (_("Wat"), _("Stond er eerst"), _("Reden"), _("Gecorrigeerd op")),
        tuple(
            (
                one.get_what_display(),
                "; ".join(f"{label}: {value}" for label, value in former_values(one.before)),
                one.get_because_display(),
                one.corrected_on,
            )
            for one in rows
        ),
    )
