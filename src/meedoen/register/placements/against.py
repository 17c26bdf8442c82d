"""What can be wrong with placements beside the other rows: who, where, twice, too much, too early."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused, Several
from meedoen.primitives.hours import format_hours
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import AlreadyThere, NeedsConfirmation, NotPossible, together
from meedoen.register.employers.selectors import employer_ids
from meedoen.register.people.selectors import Known, clean, first_entries, known_people, no_such_person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import spells_of_people
from meedoen.register.placements.spells import Spell, spells_of, too_much
from meedoen.register.placements.validity import NewPlacement, wrong_placement, wrong_programme
from meedoen.register.programmes.models import Programme
from meedoen.register.programmes.selectors import programmes

WITHOUT_ENTRY = "without_entry"
STARTS_BEFORE_ENTRY = "starts_before_entry"

# Person, employer on paper, first working day, kind: the same four twice is the same form sent twice.
Row = tuple[int, int, date, str]


@dataclass
class Beside:
    """The other rows that new placements of these people are checked against; grows with what is accepted."""

    actor: Actor
    people: dict[str, Known]
    employers: dict[str, int]
    programmes: dict[str, Programme]
    entries: dict[int, date]
    spells: dict[int, list[Spell]]
    rows: set[Row]

    @classmethod
    def of(cls, actor: Actor, people: dict[str, Known], *, without: int | None = None) -> Beside:
        """Read what is needed in a few reads, however many people; `without` is a row to be replaced."""
        keys = [person.pk for person in people.values()]
        spells = defaultdict(list, spells_of_people(keys))
        if without is not None:
            for key, found in spells.items():
                spells[key] = [spell for spell in found if spell.placement_id != without]
        return cls(
            actor=actor,
            people=people,
            employers=employer_ids(actor),
            programmes={programme.code: programme for programme in programmes()},
            entries=first_entries(keys),
            spells=spells,
            rows=_rows_of(keys, without),
        )

    def wrong(
        self, news: Sequence[NewPlacement], accepted: frozenset[str], today: date
    ) -> dict[int, list[Refused]]:
        """Return everything that is wrong with each of these, or what is asked about it, by row from 1."""
        found: dict[int, list[Refused]] = {}
        for row, new in enumerate(news, start=1):
            name = _("rij %(row)s") % {"row": row} if len(news) > 1 else ""
            try:
                self.check(new, accepted, today, name)
            except NeedsConfirmation as question:
                # The rows after it are held against it all the same: the answer may be yes.
                found[row] = [question]
                self._remember(new, name)
            except Several as refusal:
                found[row] = refusal.refusals
            except Refused as refusal:
                found[row] = [refusal]
        return found

    def check(self, new: NewPlacement, accepted: frozenset[str], today: date, name: str = "") -> None:
        """Refuse what cannot be, with everything that is wrong; then ask about what is unusual."""
        wrong = list(wrong_placement(new, today))
        wrong += self._wrong_beside(new)
        together(wrong)
        person = self.people[new.person_number]
        together(self._twice(new, person))
        together(self.too_much(person.pk, self._spells(new, name)))
        self._ask(new, person, accepted)
        self._remember(new, name)

    def _remember(self, new: NewPlacement, name: str) -> None:
        person = self.people[new.person_number]
        self.spells[person.pk].extend(self._spells(new, name))
        self.rows.add((person.pk, self.employers[new.employer_kvk], new.starts_on, new.kind))

    def too_much(self, person_id: int, new: list[Spell]) -> Iterator[Refused]:
        """Refuse more than full time together; another placement is named only where the actor sees it."""
        found = too_much(self.spells[person_id], new)
        if found is None:
            return
        keys = [spell.placement_id for spell in found.others if spell.placement_id is not None]
        visible = set(
            Placement.objects.visible_to(self.actor).filter(pk__in=keys).values_list("pk", flat=True)
        )
        named = [
            spell.number
            for spell in found.others
            if spell.number and (spell.placement_id is None or spell.placement_id in visible)
        ]
        others = ", ".join(named) if len(named) == len(found.others) else ""
        if named and not others:
            others = ", ".join([*named, _("een plaatsing die u niet ziet")])
        message = _(
            "Samen met %(others)s werkt deze kandidaat %(hours)s uur per week vanaf %(day)s. "
            "Meer dan 40 uur kan niet: pas de uren of de dagen aan."
        )
        words = {
            "others": others or _("een plaatsing die u niet ziet"),
            "hours": format_hours(found.hours_week_c),
            "day": day_in_words(found.day),
        }
        yield NotPossible(message % words, field="hours_week")

    def _wrong_beside(self, new: NewPlacement) -> Iterator[Refused]:
        person = self.people.get(new.person_number)
        if person is None:
            yield NotPossible(no_such_person().message, field="person_number")
        elif new.starts_on <= person.birth_on:
            message = _("De eerste werkdag ligt vóór de geboorte van de kandidaat. Controleer de datum.")
            yield NotPossible(message, field="starts_on")
        for kvk, field in ((new.employer_kvk, "employer_kvk"), (new.workplace_kvk, "workplace_kvk")):
            if kvk not in self.employers:
                message = _(
                    "Er is geen werkgever met dit KvK-nummer. Controleer het, of schrijf hem eerst in."
                )
                yield NotPossible(message, field=field)
        if new.programme:
            yield from wrong_programme(self.programmes.get(new.programme), new.starts_on)

    def _twice(self, new: NewPlacement, person: Known) -> Iterator[Refused]:
        if (person.pk, self.employers[new.employer_kvk], new.starts_on, new.kind) in self.rows:
            message = _(
                "Deze plaatsing staat er al: dezelfde kandidaat, werkgever, soort en eerste werkdag. "
                "Er is niets dubbel bewaard."
            )
            yield AlreadyThere(message, field="starts_on")

    def _ask(self, new: NewPlacement, person: Known, accepted: frozenset[str]) -> None:
        first = self.entries.get(person.pk)
        if first is None and WITHOUT_ENTRY not in accepted:
            message = _(
                "Deze kandidaat staat niet in het doelgroepregister. "
                "De plaatsing telt pas mee vanaf de dag van een inschrijving."
            )
            raise NeedsConfirmation(WITHOUT_ENTRY, message, field="starts_on")
        if first is not None and new.starts_on < first and STARTS_BEFORE_ENTRY not in accepted:
            message = _(
                "De eerste werkdag ligt vóór de inschrijving in het doelgroepregister. "
                "De plaatsing telt pas mee vanaf %(day)s."
            )
            raise NeedsConfirmation(
                STARTS_BEFORE_ENTRY, message % {"day": day_in_words(first)}, field="starts_on"
            )

    def _spells(self, new: NewPlacement, name: str) -> list[Spell]:
        hours = [(starts_on, int(hours_week * 100)) for starts_on, hours_week in new.hours]
        return list(spells_of(None, name, new.ends_before, hours))


def wrong_placements(
    actor: Actor, news: Sequence[NewPlacement], accepted: frozenset[str], today: date
) -> dict[int, list[Refused]]:
    """Return everything that is wrong with each of these placements, by row; rows count from 1.

    What is unusual is among it as a question, unless its code is in `accepted`.
    """
    people = known_people(actor, (new.person_number for new in news), "work")
    return Beside.of(actor, people).wrong([tidied(new) for new in news], accepted, today)


def tidied(new: NewPlacement) -> NewPlacement:
    """Return the same with its numbers as they stand in the rows."""
    return replace(
        new,
        person_number=clean(new.person_number),
        employer_kvk=new.employer_kvk.replace(" ", ""),
        workplace_kvk=new.workplace_kvk.replace(" ", ""),
    )


def _rows_of(person_ids: Iterable[int], without: int | None) -> set[Row]:
    asked = list(person_ids)
    found: set[Row] = set()
    for start in range(0, len(asked), 500):
        rows = Placement.objects.standing().filter(person_id__in=asked[start : start + 500])
        if without is not None:
            rows = rows.exclude(pk=without)
        found.update(rows.values_list("person_id", "employer_id", "starts_on", "kind"))
    return found
