"""Everything that is kept about someone's profile, plan and reach, in words: for an inzage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.kept import Kept, one_row
from meedoen.register.profiles import words
from meedoen.register.profiles.models import (
    Goal,
    Loonwaarde,
    Plan,
    Profile,
    Reach,
    Representative,
    Step,
    TargetGroup,
)
from meedoen.register.profiles.offered import condition_words
from meedoen.register.profiles.work import TASK_WORDS, WORK_FIELDS


def what_is_kept(person_id: int) -> list[Kept]:
    """Return the rows about this person."""
    profile = Profile.objects.filter(person=person_id).first()
    told = [] if profile is None else [_profile(profile), _tasks(profile), *_lists(profile)]
    return [
        *told,
        _reach(person_id),
        _representatives(person_id),
        _loonwaarden(person_id),
        _target_groups(person_id),
        _plan(person_id),
        _goals(person_id),
    ]


def _profile(profile: Profile) -> Kept:
    return one_row(
        "profile",
        _("Uw profiel"),
        [
            (_("Wat ik graag doe"), profile.likes),
            (_("Wat goed gaat"), profile.goes_well),
            (_("Wat mij helpt"), profile.helps),
            (_("Uren per week, minstens"), profile.hours_min),
            (_("Uren per week, hoogstens"), profile.hours_max),
            (_("Dagen"), words.in_words(words.DAYS, profile.days)),
            (_("Tijden van de dag"), words.in_words(words.TIMES, profile.times)),
            (_("Beschikbaar vanaf"), profile.available_from),
            (_("Postcode"), profile.postcode),
            (_("Vervoer"), words.in_words(words.MEANS, profile.means)),
            (_("Reistijd in minuten, enkele reis"), profile.travel_minutes),
            (_("Hoogste opleiding"), words.in_words(words.LEVELS, profile.education_level)),
            (_("Richting"), words.in_words(WORK_FIELDS, profile.education_field)),
            (_("Afgemaakt in"), profile.education_year),
            (_("Rijbewijzen"), words.in_words(words.LICENCES, profile.licences)),
            (_("Doorgenomen met u op"), profile.confirmed_on),
        ],
    )


def _tasks(profile: Profile) -> Kept:
    return Kept(
        "tasks",
        _("Wat u kunt en wilt"),
        (_("Taak"), _("Kan dit"), _("Doet dit graag"), _("Wil dit leren")),
        tuple(
            (str(TASK_WORDS.get(one.task, one.task)), one.is_able, one.is_liked, one.is_wanted)
            for one in profile.tasks.order_by("pk")
        ),
    )


def _lists(profile: Profile) -> list[Kept]:
    return [
        Kept(
            "wishes",
            _("Soorten werk die u wilt"),
            (_("Soort werk"),),
            tuple((words.in_words(WORK_FIELDS, one.work_field),) for one in profile.wishes.order_by("pk")),
        ),
        Kept(
            "conditions",
            _("Wat u nodig hebt om te werken"),
            (_("Voorwaarde"),),
            tuple((condition_words(one.code, one.value),) for one in profile.conditions.order_by("pk")),
        ),
        Kept(
            "languages",
            _("Talen"),
            (_("Taal"), _("Niveau")),
            tuple(
                (
                    words.in_words(words.LANGUAGES, one.language),
                    words.in_words(words.LANGUAGE_LEVELS, one.level),
                )
                for one in profile.languages.order_by("pk")
            ),
        ),
        Kept(
            "certificates",
            _("Certificaten"),
            (_("Certificaat"), _("Geldig t/m")),
            tuple((one.name, one.valid_until) for one in profile.certificates.order_by("pk")),
        ),
    ]


def _reach(person_id: int) -> Kept:
    reach = Reach.objects.filter(person=person_id).first()
    if reach is None:
        return one_row("reach", _("Hoe u te bereiken bent"), [])
    cells = [
        (_("Telefoon"), reach.phone),
        (_("E-mail"), reach.email),
        (_("Straat en huisnummer"), reach.street),
        (_("Liefst via"), words.in_words(words.CHANNELS, reach.channel)),
    ]
    return one_row("reach", _("Hoe u te bereiken bent"), cells)


def _representatives(person_id: int) -> Kept:
    rows = Representative.objects.filter(person=person_id).order_by("starts_on", "pk")
    return Kept(
        "representatives",
        _("Wie u vertegenwoordigt"),
        (_("Soort"), _("Naam"), _("Telefoon"), _("E-mail"), _("Vanaf"), _("Tot")),
        tuple(
            (
                words.in_words(words.REPRESENTATIVES, one.kind),
                one.name,
                one.phone,
                one.email,
                one.starts_on,
                one.ends_before,
            )
            for one in rows
        ),
    )


def _loonwaarden(person_id: int) -> Kept:
    rows = Loonwaarde.objects.filter(person=person_id).order_by("measured_on", "pk")
    return Kept(
        "loonwaarden",
        _("Metingen van uw loonwaarde"),
        (_("Percentage"), _("Gemeten op"), _("Gemeten door"), _("Functie"), _("Methode"), _("Geldig t/m")),
        tuple(
            (
                one.percentage,
                one.measured_on,
                one.measured_by,
                one.function,
                words.in_words(words.METHODS, one.method),
                one.valid_until,
            )
            for one in rows
        ),
    )


def _target_groups(person_id: int) -> Kept:
    rows = TargetGroup.objects.filter(person=person_id).order_by("starts_on", "pk")
    return Kept(
        "target_groups",
        _("Doelgroepen waar u bij hoort"),
        (_("Doelgroep"), _("Vanaf"), _("Tot")),
        tuple(
            (words.in_words(words.TARGET_GROUPS, one.code), one.starts_on, one.ends_before) for one in rows
        ),
    )


def _plan(person_id: int) -> Kept:
    discussed_on = Plan.objects.filter(person=person_id).values_list("discussed_on", flat=True).first()
    cells = [] if discussed_on is None else [(_("Met u besproken op"), discussed_on)]
    return one_row("plan", _("Uw plan"), cells)


def _goals(person_id: int) -> Kept:
    goals = Goal.objects.filter(person=person_id).order_by("set_on", "pk")
    steps = Step.objects.filter(goal__person=person_id).order_by("by_on", "pk")
    rows = [(one.words, _("doel"), one.by_on, one.get_state_display()) for one in goals]
    rows += [
        (
            one.words,
            _("stap van %(who)s") % {"who": words.in_words(words.WHO_DOES, one.who)},
            one.by_on,
            _("gedaan") if one.done_on else _("nog te doen"),
        )
        for one in steps
    ]
    columns = (_("Wat"), _("Doel of stap"), _("Uiterlijk"), _("Stand"))
    return Kept("goals", _("Uw doelen en stappen"), columns, tuple(rows))
