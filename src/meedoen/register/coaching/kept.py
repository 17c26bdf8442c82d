"""Everything that is kept about coaching of one person, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.coaching.models import AgreedAction, Coaching, EvaluationPart, Visit
from meedoen.register.coaching.words import KINDS, MARKS, REGIMES, SIDES, VOICES, WITH_WHOM
from meedoen.register.kept import Kept


def what_is_kept(person_id: int) -> list[Kept]:
    """Return coaching with its visits, actions and evaluations: notes are the person's to read as well."""
    return [_coachings(person_id), _visits(person_id), _actions(person_id), _evaluations(person_id)]


def _coachings(person_id: int) -> Kept:
    rows = Coaching.objects.filter(placement__person=person_id).select_related(
        "placement", "coach", "substitute", "payer"
    )
    return Kept(
        "coachings",
        _("Begeleiding bij uw werk"),
        (
            _("Nummer"),
            _("Plaatsing"),
            _("Coach"),
            _("Vervanger"),
            _("Gemeente"),
            _("Regime"),
            _("Uren"),
            _("Vanaf"),
            _("Tot"),
        ),
        tuple(
            (
                one.number,
                one.placement.number,
                one.coach.name,
                one.substitute.name if one.substitute else None,
                one.payer.name,
                str(REGIMES[one.regime]),
                one.hours,
                one.starts_on,
                one.ends_before,
            )
            for one in rows.order_by("starts_on", "pk")
        ),
    )


def _visits(person_id: int) -> Kept:
    rows = Visit.objects.filter(coaching__placement__person=person_id).select_related("coaching", "by")
    return Kept(
        "coaching_visits",
        _("Bezoeken en gesprekken van uw coach"),
        (
            _("Begeleiding"),
            _("Dag"),
            _("Minuten"),
            _("Soort"),
            _("Met wie"),
            _("Notitie"),
            _("Door"),
        ),
        tuple(
            (
                one.coaching.number,
                one.happened_on,
                one.minutes,
                str(KINDS[one.kind]),
                str(WITH_WHOM[one.with_whom]),
                one.note,
                one.by.name,
            )
            for one in rows.order_by("happened_on", "pk")
        ),
    )


def _actions(person_id: int) -> Kept:
    rows = AgreedAction.objects.filter(coaching__placement__person=person_id).select_related("coaching")
    return Kept(
        "coaching_actions",
        _("Afspraken bij uw begeleiding"),
        (_("Begeleiding"), _("Afspraak"), _("Wie doet het"), _("Uiterlijk"), _("Gedaan op")),
        tuple(
            (one.coaching.number, one.words, str(SIDES[one.side]), one.by_on, one.done_on)
            for one in rows.order_by("by_on", "pk")
        ),
    )


def _evaluations(person_id: int) -> Kept:
    rows = EvaluationPart.objects.filter(evaluation__coaching__placement__person=person_id).select_related(
        "evaluation__coaching", "written_by"
    )
    return Kept(
        "coaching_evaluations",
        _("Wat er bij evaluaties is gezegd"),
        (
            _("Begeleiding"),
            _("Dag"),
            _("Stem"),
            _("Hoe gaat het"),
            _("In eigen woorden"),
            _("Opgeschreven door"),
        ),
        tuple(
            (
                one.evaluation.coaching.number,
                one.evaluation.on,
                str(VOICES[one.voice]),
                str(MARKS[one.mark]),
                one.words,
                one.written_by.name,
            )
            for one in rows.order_by("evaluation__on", "pk")
        ),
    )
