"""What the forms of a profile offer: every choice out of the lists, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.register.profiles import conditions as needs
from meedoen.register.profiles import words, work
from meedoen.register.profiles.models import Goal
from meedoen.register.profiles.words import choices

Choices = list[tuple[str, str]]


def work_fields() -> Choices:
    """Return our fields of work."""
    return _capitals(choices(work.WORK_FIELDS))


def tasks() -> Choices:
    """Return every task."""
    return choices(work.TASK_WORDS)


def tasks_by_field() -> list[tuple[str, str, Choices]]:
    """Return each field of work, its words, and its tasks."""
    return [(code, label, choices(work.TASKS[code])) for code, label in work_fields()]


def conditions() -> list[tuple[str, list[needs.Kind]]]:
    """Return the conditions by group, the group in words."""
    return [
        (str(title), [kind for kind in needs.KINDS if kind.group == group])
        for group, title in needs.GROUPS.items()
    ]


def days() -> Choices:
    return choices(words.DAYS)


def times() -> Choices:
    return choices(words.TIMES)


def means() -> Choices:
    return choices(words.MEANS)


def levels() -> Choices:
    return choices(words.LEVELS)


def languages() -> Choices:
    return choices(words.LANGUAGES)


def language_levels() -> Choices:
    return choices(words.LANGUAGE_LEVELS)


def licences() -> Choices:
    return choices(words.LICENCES)


def channels() -> Choices:
    return choices(words.CHANNELS)


def representative_kinds() -> Choices:
    return choices(words.REPRESENTATIVES)


def methods() -> Choices:
    return choices(words.METHODS)


def target_groups() -> Choices:
    return choices(words.TARGET_GROUPS)


def who_does() -> Choices:
    return choices(words.WHO_DOES)


def goal_states() -> Choices:
    return [(code, str(label)) for code, label in Goal.State.choices]


def condition_words(code: str, value: int) -> str:
    """Return one condition as a sentence part: “tilt tot 5 kilo”."""
    kind = needs.BY_CODE.get(code)
    if kind is None:
        return code
    if kind.unit is None:
        return str(kind.words)
    return _("%(what)s %(value)s %(unit)s") % {"what": kind.words, "value": value, "unit": kind.unit}


def _capitals(given: Choices) -> Choices:
    return [(code, label[:1].upper() + label[1:]) for code, label in given]
