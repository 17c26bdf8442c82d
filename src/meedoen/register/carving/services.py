"""What may be done with the engine of the bench: ask it for proposals, and keep what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound, Refused
from meedoen.register.bench.models import Bench
from meedoen.register.bench.selectors import bench_by_number
from meedoen.register.carving.engine import answer_to
from meedoen.register.checks import NotPossible, together
from meedoen.register.people.models import Person
from meedoen.register.privacy.selectors import restricted
from meedoen.register.searches.asking import Asked, wrong_ask
from meedoen.register.searches.models import Search
from meedoen.register.searches.selectors import person_with_profile, search_by_key

End = Callable[[Mapping[str, int]], None]


class AlreadyAnswered(Refused):
    """A question has one answer; who wants another asks again."""


def _no_end(_counts: Mapping[str, int]) -> None:
    """Nobody waits for the counts."""


def ask_search(actor: Actor, number: str, asked: Asked, *, today: date) -> Search:
    """Keep a question about one bench, for one person or for as many people as possible."""
    with transaction.atomic():
        require(actor, "carving.search")
        bench = bench_by_number(actor, number)
        if bench.closed_on is not None:
            raise NotPossible(_("Deze banenbank is gesloten. Begin een nieuwe bij de werkgever."))
        return _ask(actor, bench, asked, today)


def ask_stack(actor: Actor, asked: Asked, *, today: date) -> Search:
    """Keep a question over the open benches of every employer that one person can get to."""
    with transaction.atomic():
        require(actor, "carving.search")
        return _ask(actor, None, asked, today)


def _ask(actor: Actor, bench: Bench | None, asked: Asked, today: date) -> Search:
    person, unseen = _person(actor, asked.person, today)
    if bench is None and person is None and not unseen:
        unseen = [NotPossible(_("Kies voor wie de stapelbaan is."), field="person")]
    together([*wrong_ask(asked), *unseen])
    search = Search.objects.create(
        bench=bench,
        for_person=person,
        is_for_person=person is not None,
        hours_min=asked.hours_min,
        hours_max=asked.hours_max,
        functions=asked.functions,
        employers=asked.employers,
        share=asked.share,
        asked_by_id=actor.account_id,
        asked_on=today,
    )
    detail = {"bench": bench.number if bench else "", "person": person.number if person else ""}
    journal.enter(actor, "carving.search", "search", search.pk, detail=detail)
    return search


def _person(actor: Actor, number: str, today: date) -> tuple[Person | None, list[Refused]]:
    if not number:
        return None, []
    try:
        person = person_with_profile(actor, number)
    except NotFound as refusal:
        return None, [NotPossible(refusal.message, field="person")]
    if restricted([person.pk], "no_matching", today):
        message = _("Deze kandidaat wil niet dat er werk bij wordt gezocht. Kies een andere kandidaat.")
        return None, [NotPossible(message, field="person")]
    return person, []


def answer_search(actor: Actor, key: int, *, today: date, finish: End = _no_end) -> Search:
    """Let the engine answer a question, and keep what it found, whole or not at all."""
    require(actor, "carving.search")
    found = answer_to(search_by_key(actor, key), today)
    with transaction.atomic():
        search = Search.objects.select_for_update().get(pk=key)
        if search.found is not None:
            raise AlreadyAnswered(_("Dit is al berekend. Vraag opnieuw als u een ander antwoord wilt."))
        search.found = found
        search.save(update_fields=["found"])
        counts = {"jobs": len(found["jobs"]), "points": int(found["points"]), "bound": int(found["bound"])}
        journal.enter(actor, "carving.answer", "search", key, detail=counts)
        finish(counts)
        return search
