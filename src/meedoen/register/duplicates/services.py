"""What may be done about files that may be about one person: look for them, tell apart, merge, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.agreements.moving import move_agreements, move_agreements_back
from meedoen.register.bench.moving import move_drafts, move_drafts_back
from meedoen.register.bsn import moving as bsn
from meedoen.register.checks import NotPossible, together
from meedoen.register.coaching.models import Coaching
from meedoen.register.duplicates.models import MOVES, Merge, Pair
from meedoen.register.duplicates.selectors import (
    PairsPage,
    open_merge,
    pair_by_key,
    pair_row,
    pairs_visible_to,
)
from meedoen.register.durability.models import Check
from meedoen.register.durability.moving import move_hanging, move_hanging_back, wrong_twice
from meedoen.register.people.likeness import identity, pairs
from meedoen.register.people.models import HandOver, Person, Share
from meedoen.register.people.moving import go_on_alone, go_on_in, move_entries, move_entries_back
from meedoen.register.people.selectors import locked_person, own_sight, person_by_number, sight_of
from meedoen.register.people.sharing import may_not_be_shared
from meedoen.register.placements.moving import move_placements, move_placements_back
from meedoen.register.profiles import moving as profiles
from meedoen.register.profiles.selectors import has_profile
from meedoen.register.proposals.moving import move_proposals, move_proposals_back
from meedoen.register.subsidies.models import Subsidy
from meedoen.register.writing import insert_rows

Give = Callable[[int, int], list[int]]
GiveBack = Callable[[Sequence[int], int], None]
# What goes along in a merge, kind by kind: how it goes, and how it comes back.
ALONG: dict[str, tuple[Give, GiveBack]] = {
    "registrations": (move_entries, move_entries_back),
    "placements": (move_placements, move_placements_back),
    "proposals": (move_proposals, move_proposals_back),
    "coachings": (partial(move_hanging, Coaching), partial(move_hanging_back, Coaching)),
    "subsidies": (partial(move_hanging, Subsidy), partial(move_hanging_back, Subsidy)),
    "work_checks": (partial(move_hanging, Check), partial(move_hanging_back, Check)),
    "agreements": (move_agreements, move_agreements_back),
    "bench": (move_drafts, move_drafts_back),
    "measurements": (profiles.move_measurements, profiles.move_measurements_back),
    "target_groups": (profiles.move_target_groups, profiles.move_target_groups_back),
    "goals": (profiles.move_goals, profiles.move_goals_back),
    "plan": (profiles.move_plan, profiles.move_plan_back),
    "profile": (profiles.move_profile, profiles.move_profile_back),
    "reach": (profiles.move_reach, profiles.move_reach_back),
    "representatives": (profiles.move_representatives, profiles.move_representatives_back),
    "bsn": (bsn.move_number, bsn.move_number_back),
}


def find_duplicates(actor: Actor, *, today: date) -> int:
    """Compare every open file with the others and propose the pairs that are new; return how many.

    Who has nothing to do with a person sees of a pair only which organisation keeps the other file.
    """
    with transaction.atomic():
        require(actor, "duplicate.find")
        everyone = Person.objects.filter(state=Person.State.OPEN).values_list("pk", "name", "birth_on")
        known = set(Pair.objects.values_list("one_id", "other_id"))
        found: dict[tuple[int, int], str] = {}
        for one, other, reason in pairs(identity(*row) for row in everyone.iterator(chunk_size=5000)):
            if (one.key, other.key) not in known:
                found.setdefault((one.key, other.key), reason)
        insert_rows(
            [
                Pair(one_id=one, other_id=other, reason=reason, state=Pair.State.PROPOSED, found_on=today)
                for (one, other), reason in sorted(found.items())
            ]
        )
        journal.enter(actor, "duplicate.find", "duplicate", "all", detail={"found": len(found)})
        return len(found)


def look_at_pairs(actor: Actor, *, state: str = "", after: int | None = None) -> PairsPage:
    """Return a page of pairs; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "duplicate.see")
        page = pairs_visible_to(actor, state=state, after=after)
        numbers = {side.number for row in page.rows for side in row.sides if side.is_seen}
        if numbers:
            detail = {"numbers": sorted(numbers)}
            journal.enter(actor, "duplicate.see", "people", "", detail=detail, is_look=True)
        return page


def look_at_pair(actor: Actor, key: int) -> Pair:
    """Return a pair to decide on, and write down which people were looked at."""
    with transaction.atomic():
        require(actor, "duplicate.see")
        pair = pair_by_key(actor, key)
        seen = [side.number for side in pair_row(actor, pair).sides if side.is_seen]
        detail = {"ground": "duplicate", "people": seen}
        journal.enter(actor, "duplicate.see", "duplicate", pair.pk, detail=detail, is_look=True)
        return pair


def look_at_left_behind(actor: Actor, key: int) -> Person | None:
    """Return the merged file of a pair, if its profile stayed behind and the actor reads that section of
    the file that is kept; write down that it was looked at."""
    with transaction.atomic():
        require(actor, "duplicate.see")
        merge = open_merge(pair_by_key(actor, key))
        if merge is None or not has_profile(merge.merged_id):
            return None
        kept = person_by_number(actor, merge.kept.number)
        sight = sight_of(actor, kept)
        if "profile" not in sight.sections:
            return None
        detail = {"ground": sight.ground, "section": "profile", "merged": merge.merged.number}
        journal.enter(actor, "person.see", "person", kept.number, detail=detail, is_look=True)
        return merge.merged


def tell_apart(actor: Actor, key: int, *, today: date) -> Pair:
    """Write down that two files are about two people; they are not proposed again.

    Whoever says so has to see both people, and not only as they are shared.
    """
    with transaction.atomic():
        require(actor, "duplicate.decide")
        pair = _locked(actor, key)
        for number in sorted((pair.one.number, pair.other.number)):
            own_sight(actor, locked_person(actor, number))
        _moved(pair, Pair.State.DIFFERENT, actor, today)
        detail = {"people": [pair.one.number, pair.other.number]}
        journal.enter(actor, "duplicate.tell_apart", "duplicate", pair.pk, detail=detail)
        return pair


def merge_people(actor: Actor, key: int, kept_number: str, *, today: date) -> Merge:
    """Let one of the two files go on in the other; everything that goes along is written down.

    Whoever merges has to see both people. Name and birthday stay those of the file that is kept; so do its
    profile and contact details, where it has any.
    """
    with transaction.atomic():
        require(actor, "duplicate.decide")
        pair = _locked(actor, key)
        kept, merged = _both(actor, pair, kept_number)
        _refuse_waiting(kept, merged)
        _refuse_shared(kept, merged, today)
        together(wrong_twice(merged.pk, kept.pk, today))
        moved = {kind: give(merged.pk, kept.pk) for kind, (give, _back) in ALONG.items()}
        go_on_in(merged, kept)
        _moved(pair, Pair.State.MERGED, actor, today)
        merge = Merge.objects.create(
            pair=pair, kept=kept, merged=merged, moved=moved, merged_on=today, merged_by_id=actor.account_id
        )
        detail = {"merged": merged.number, **{kind: len(keys) for kind, keys in moved.items()}}
        journal.enter(actor, "duplicate.merge", "person", kept.number, detail=detail)
        return merge


def undo_merge(actor: Actor, key: int, *, today: date) -> Pair:
    """Give each file back what it had; what was written in the kept file since then stays there."""
    with transaction.atomic():
        require(actor, "duplicate.decide")
        pair = _locked(actor, key)
        merge = open_merge(pair)
        if merge is None:
            raise NotPossible(_("Deze dossiers zijn niet samengevoegd. Er is niets om ongedaan te maken."))
        kept = locked_person(actor, merge.kept.number)
        own_sight(actor, kept)
        for kind, keys in merge.moved.items():
            ALONG[kind][1](keys, merge.merged_id)
        go_on_alone(merge.merged, _merged_before(merge.merged_id))
        merge.undone_on, merge.undone_by_id = today, actor.account_id
        merge.save(update_fields=["undone_on", "undone_by"])
        _moved(pair, Pair.State.PROPOSED, actor, today)
        detail = {"was_merged": merge.merged.number}
        journal.enter(actor, "duplicate.undo", "person", kept.number, detail=detail)
        return pair


def _locked(actor: Actor, key: int) -> Pair:
    pair = pair_by_key(actor, key)
    # What it is now: someone else may have decided while this one waited for the lock.
    pair.state = Pair.objects.select_for_update().get(pk=pair.pk).state
    return pair


def _both(actor: Actor, pair: Pair, kept_number: str) -> tuple[Person, Person]:
    numbers = [pair.one.number, pair.other.number]
    if kept_number not in numbers:
        message = _("Kies welk van de twee dossiers blijft.")
        raise NotPossible(message, field="kept")
    # By number order, so that two who merge the same pair wait for each other.
    people = {number: locked_person(actor, number) for number in sorted(numbers)}
    for person in people.values():
        own_sight(actor, person)
    kept = people.pop(kept_number)
    return kept, people.popitem()[1]


def _merged_before(key: int) -> set[int]:
    """Return the files that went on in this one, directly or through another one."""
    found: set[int] = set()
    waiting = {key}
    while waiting:
        merges = Merge.objects.filter(kept_id__in=waiting, undone_on__isnull=True)
        waiting = set(merges.values_list("merged_id", flat=True)) - found
        found |= waiting
    return found


def _refuse_waiting(*people: Person) -> None:
    if HandOver.objects.filter(person__in=people, state=HandOver.State.OPEN).exists():
        message = _("Voor een van deze dossiers loopt een overdracht. Wacht op het antwoord, of trek die in.")
        raise NotPossible(message)


def _refuse_shared(kept: Person, merged: Person, today: date) -> None:
    """One of the two does not want to be shared: then who the kept file is shared with must not stay."""
    shares = Share.objects.filter(person=kept, revoked_on__isnull=True, ends_before__gt=today)
    if may_not_be_shared([kept.pk, merged.pk]) and shares.exists():
        message = _(
            "Deze kandidaat wil niet dat andere organisaties het dossier krijgen. %(number)s is nu gedeeld. "
            "Trek het delen eerst in."
        )
        raise NotPossible(message % {"number": kept.number})


def _moved(pair: Pair, state: str, actor: Actor, today: date) -> Pair:
    if state not in MOVES[pair.state]:
        message = _("Dit voorstel is al behandeld: %(state)s.")
        raise NotPossible(message % {"state": pair.get_state_display()})
    pair.state = state
    decided = state != Pair.State.PROPOSED
    pair.decided_on = today if decided else None
    pair.decided_by_id = actor.account_id if decided else None
    pair.save(update_fields=["state", "decided_on", "decided_by"])
    return pair
