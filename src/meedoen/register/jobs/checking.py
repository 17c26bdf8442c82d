"""Everything that is wrong with a job at an employer, and two versions of a part laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, tidy, wrong_day
from meedoen.register.employers.models import Branch, ContactPerson, Employer
from meedoen.register.free_text import Warned, warned_all
from meedoen.register.jobs import validity, whole
from meedoen.register.jobs.keeping import texts_in
from meedoen.register.jobs.parts import NewJob, Part, What, Work


def texts_of(actor: Actor, parts: Sequence[Part], accepted: frozenset[str]) -> Warned:
    """Check the free texts of these parts with one question for all of them."""
    texts = {field: words for part in parts for field, words in texts_in(part).items()}
    return warned_all(actor, texts, accepted)


def wrong_job(new: NewJob, employer: Employer, today: date) -> list[Refused]:
    """Return what is wrong with a new job: its parts first, and if those are right, the whole."""
    parts: tuple[Part, ...] = (new.what, new.work, new.terms)
    wrong = [one for part in parts for one in wrong_part(part, employer, today)]
    return wrong or list(whole.contradictions(new))


def wrong_of_many(
    actor: Actor,
    one: tuple[str, NewJob, date, date | None],
    keys: Mapping[str, int],
    accepted: frozenset[str],
    today: date,
) -> Iterator[Refused]:
    """Give what is wrong with one of many: KvK number, job, day of entry, open until."""
    kvk, new, registered_on, expires_on = one
    if kvk not in keys:
        yield NotPossible(_("Deze werkgever is niet ingeschreven."), field="kvk")
        return
    yield from wrong_day(registered_on, _("De dag van invoer"), "registered_on", latest=today)
    yield from texts_of(actor, (new.what, new.work, new.terms), accepted).refusals
    wrong = wrong_job(new, Employer(pk=keys[kvk]), today)
    if expires_on is not None:
        wrong = wrong or list(whole.lacking(new))
        wrong += validity.wrong_expiry(expires_on, registered_on)
    yield from wrong


def wrong_part(part: Part, employer: Employer, today: date, keeps: What | None = None) -> Iterator[Refused]:
    """Give what is wrong with one part; a branch or contact that stood there may stay."""
    if isinstance(part, What):
        yield from validity.wrong_what(part, today)
        yield from _wrong_place(part, employer, today, keeps)
    elif isinstance(part, Work):
        yield from validity.wrong_work(part)
    else:
        yield from validity.wrong_terms(part)


def _wrong_place(part: What, employer: Employer, today: date, keeps: What | None) -> Iterator[Refused]:
    branches = Branch.objects.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=today))
    chosen = part.branch_id
    stays = keeps is not None and chosen == keeps.branch_id
    if chosen is not None and not stays and not branches.filter(employer_id=employer.pk, pk=chosen).exists():
        message = _("Deze vestiging hoort niet bij deze werkgever, of is gesloten. Kies een andere.")
        yield NotPossible(message, field="branch")
    people = ContactPerson.objects.filter(employer_id=employer.pk, ends_before__isnull=True)
    chosen = part.contact_id
    stays = keeps is not None and chosen == keeps.contact_id
    if chosen is not None and not stays and not people.filter(pk=chosen).exists():
        message = _("Deze contactpersoon werkt hier niet, of niet meer. Kies een ander.")
        yield NotPossible(message, field="contact")


def on_form(part: Part) -> dict[str, Any]:
    """What a part holds under the names of the form, so that two versions can be laid side by side."""
    values = {one.name: getattr(part, one.name) for one in fields(part)}
    if isinstance(part, What):
        for name in ("branch", "contact"):
            values[name] = values.pop(f"{name}_id")
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    if isinstance(part, Work):
        for row, line in enumerate(values.pop("tasks")):
            values |= {
                f"task_{row}": line.task,
                f"task_words_{row}": tidy(line.words),
                f"task_hours_{row}": line.hours_week.normalize(),
            }
        values |= {f"demand_{code}": value for code, value in values.pop("demands").items()}
        values |= {f"language_{code}": level for code, level in values.pop("languages").items()}
        values["licences"] = list(part.licences)
    return values
