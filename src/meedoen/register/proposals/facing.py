"""What an employer sees of a candidate: what someone can, wants and needs at work, and not who it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.register.people.models import Person
from meedoen.register.profiles import words
from meedoen.register.profiles.cards import Availability, Conditions, Languages, Tasks, Travel
from meedoen.register.profiles.offered import condition_words
from meedoen.register.profiles.selectors import loonwaarden_of, profile_of
from meedoen.register.profiles.work import TASK_WORDS
from meedoen.register.proposals.models import Proposal

Facts = tuple[tuple[str, str], ...]
# The whole of it: with a loonwaarde below this an employer can get loonkostensubsidie (Participatiewet 10d).
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Faced:
    """A candidate for one employer. `name` is empty until the candidate agreed for this employer."""

    name: str
    tasks: Facts
    times: Facts
    helps: tuple[str, ...]
    languages: tuple[str, ...]
    licences: str
    subsidy_is_possible: bool


def faced(proposal: Proposal, today: date) -> Faced:
    """Return what the employer of this proposal sees of the candidate."""
    person = Person.objects.get(pk=proposal.person_id)
    cards = profile_of(person, today).cards
    tasks, free, travel = cards["tasks"], cards["availability"], cards["travel"]
    needs, speaks = cards["conditions"], cards["languages"]
    assert isinstance(tasks, Tasks)
    assert isinstance(free, Availability)
    assert isinstance(travel, Travel)
    assert isinstance(needs, Conditions)
    assert isinstance(speaks, Languages)
    is_named = proposal.agreed_to_be_named_on is not None
    return Faced(
        name=person.name if is_named else "",
        tasks=_tasks(tasks),
        times=_times(free, travel),
        helps=tuple(condition_words(code, value) for code, value in needs.values.items()),
        languages=tuple(
            f"{words.LANGUAGES.get(code, code)}: {words.LANGUAGE_LEVELS.get(level, level)}"
            for code, level in speaks.levels.items()
            # Another language says where someone comes from, and the work does not ask for it.
            if code == "nl" or code in proposal.job.languages
        ),
        licences=words.in_words(words.LICENCES, speaks.licences),
        subsidy_is_possible=is_named and proposal.may_tell_subsidy and _below_whole(person, today),
    )


def _tasks(card: Tasks) -> Facts:
    liked = [code for code in card.able if code in card.liked]
    able = [code for code in card.able if code not in card.liked]
    wanted = [code for code in (*card.wanted, *card.liked) if code not in card.able]
    rows = ((_("Doet graag"), liked), (_("Kan ook"), able), (_("Wil leren"), wanted))
    return tuple((label, words.in_words(TASK_WORDS, codes)) for label, codes in rows if codes)


def _times(free: Availability, travel: Travel) -> Facts:
    low, high = free.hours_min, free.hours_max
    hours = [f"{one.normalize():f}".replace(".", ",") for one in (low, high) if one is not None]
    rows = [
        (_("Uren per week"), _("%(low)s tot %(high)s") % {"low": hours[0], "high": hours[1]})
        if len(set(hours)) == 2
        else (_("Uren per week"), _("hoogstens %(hours)s") % {"hours": hours[-1]} if hours else ""),
        (_("Dagen"), words.in_words(words.DAYS, free.days)),
        (_("Tijden"), words.in_words(words.TIMES, free.times)),
        (_("Komt met"), words.in_words(words.MEANS, travel.means)),
    ]
    return tuple((label, said) for label, said in rows if said)


def _below_whole(person: Person, today: date) -> bool:
    last = next((one for one in loonwaarden_of(person) if one.measured_on <= today), None)
    is_valid = last is not None and (last.valid_until is None or last.valid_until >= today)
    return is_valid and last is not None and last.percentage < WHOLE
