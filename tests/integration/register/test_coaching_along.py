"""Coaching when something else changes: work is corrected, a file goes elsewhere, a note comes again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.actors import actor_for
from meedoen.access.models import Account
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile, NotPossible
from meedoen.register.coaching import services, visiting
from meedoen.register.coaching.budgets import line_of
from meedoen.register.coaching.listing import coachings_visible_to
from meedoen.register.coaching.models import AgreedAction, CoachBudget, Coaching, Visit
from meedoen.register.coaching.validity import NewBudget
from meedoen.register.durability.ending import correct_work
from meedoen.register.durability.listing import SignalFilters, signals_visible_to
from meedoen.register.people.models import Person
from tests.factories import access, coaching, register
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> Coaching:
    """Hans coaches someone in Assen from January 2018."""
    return coaching.granted(cast.hans.account)


def _visit(by: Any, made: Coaching, **more: Any) -> Visit:
    new = coaching.new_visit(**more)
    return visiting.record_visit(
        by, made.number, new, accepted=frozenset({"same_day"}), today=TODAY, at=coaching.AT
    )


def test_a_correction_takes_coaching_along_at_once(cast: Cast, made: Coaching) -> None:
    granter = coaching.granter(cast.hans.account.organisation)
    gone = access.account("Wil Weg", at=cast.hans.account.organisation)
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    Coaching.objects.update(coach=gone)
    filters = SignalFilters(TODAY, kind="coach_left")
    assert signals_visible_to(granter, filters).rows
    right = correct_work(granter, made.placement.number, {"is_new_job": False}, "Was nieuw werk", today=TODAY)
    made.refresh_from_db()
    assert made.placement == right
    assert [one.number for one in signals_visible_to(granter, filters).rows] == [right.number]


def test_after_a_hand_over_the_new_desk_stops_it_and_grants_its_own(cast: Cast, made: Coaching) -> None:
    bob = access.account("Bo Nieuw", "consulent", at=cast.bob.account.organisation)
    there = actor_for(bob, TODAY)
    Person.objects.filter(pk=made.placement.person_id).update(
        responsible=bob.organisation, municipality=there.municipality
    )
    coach = access.account("Co Nieuw", "consulent", at=bob.organisation)
    new = services.NewCoaching(
        placement=made.placement.number,
        coach_id=coach.pk,
        regime="licht",
        hours=made.hours,
        starts_on=TODAY,
        ends_before=TODAY + timedelta(days=100),
    )
    with pytest.raises(AlreadyThere):
        services.grant_coaching(there, new, today=TODAY)
    stands = services.Changes(coach.pk, None, "licht", made.hours, made.ends_before)
    with pytest.raises(NotPossible, match="Vraag het daar"):
        services.change_coaching(there, made.number, stands, version=1, today=TODAY)
    services.end_coaching(there, made.number, TODAY, "moved", version=1, today=TODAY)
    assert services.grant_coaching(there, new, today=TODAY).payer_id == bob.organisation_id


def test_what_was_typed_after_it_was_sent_is_not_lost_unseen(cast: Cast, made: Coaching) -> None:
    key, by_on = uuid4(), date(2018, 4, 20)
    first = _visit(cast.hans.actor, made, client_key=key, action="Rooster", side="coach", by_on=by_on)
    again = _visit(cast.hans.actor, made, client_key=key, action="Rooster", side="coach", by_on=by_on)
    assert first.pk == again.pk
    changes: tuple[dict[str, Any], ...] = ({"minutes": 90}, {"note": "Toch niet."}, {"action": "Bellen"})
    for change in changes:
        with pytest.raises(AlreadyThere, match="eerder verzond"):
            _visit(cast.hans.actor, made, client_key=key, side="coach", by_on=by_on, **change)
    assert (Visit.objects.get().minutes, AgreedAction.objects.count()) == (60, 1)


def test_what_stopped_holds_no_budget_any_more(cast: Cast, made: Coaching) -> None:
    granter = coaching.granter(cast.hans.account.organisation)
    coaching.granted(cast.hans.account)
    _visit(cast.hans.actor, made, minutes=90)
    assert line_of(made.payer_id, "Assen", 2018).hours_granted == 80
    services.end_coaching(granter, made.number, TODAY, "on_own_feet", version=1, today=TODAY)
    line = line_of(made.payer_id, "Assen", 2018)
    assert (line.hours_granted, line.hours_used) == (Decimal("41.5"), Decimal("1.5"))


def test_what_has_yet_to_begin_can_be_stopped_and_is_then_in_no_list(cast: Cast, client: Client) -> None:
    day = timezone.localdate()
    work = register.placement(starts_on=day - timedelta(days=60))
    made = coaching.row(cast.hans.account, placement=work, starts_on=day + timedelta(days=30))
    granter = coaching.granter(cast.hans.account.organisation, day)
    client.force_login(Account.objects.get(pk=granter.account_id))
    assert reverse("coaching-end", args=[made.number]) in client.get(
        reverse("coaching", args=[made.number])
    ).content.decode(errors="replace")
    hans = actor_for(cast.hans.account, day)
    assert coachings_visible_to(hans, "mijn", day).rows
    ends = made.starts_on + timedelta(days=1)
    services.end_coaching(granter, made.number, ends, "wrong", version=1, today=day)
    assert not coachings_visible_to(hans, "mijn", day).rows


def test_a_number_typed_wrong_on_the_road_keeps_the_note(cast: Cast, client: Client, made: Coaching) -> None:
    client.force_login(cast.hans.account)
    typed = {
        "number": "BG-999999",
        "client_key": str(uuid4()),
        "happened_on": "2018-04-03",
        "minutes": "45",
        "kind": "phone",
        "with_whom": "employer",
        "note": "De planning hangt er nu.",
    }
    refused = client.post(reverse("coaching-road"), typed)
    assert refused.status_code == 422
    assert "De planning hangt er nu." in refused.content.decode()
    assert client.post(reverse("coaching-road"), {**typed, "number": made.number}).status_code == 302
    assert Visit.objects.get().minutes == 45


def test_two_who_set_the_first_budget_at_once_are_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    at, save = cast.hans.account.organisation, CoachBudget.save

    def a_moment_later(row: CoachBudget) -> None:
        first = CoachBudget(organisation=at, year=row.year, unit="hours", amount=Decimal(5), set_on=TODAY)
        CoachBudget.objects.bulk_create([first])
        save(row)

    monkeypatch.setattr(CoachBudget, "save", a_moment_later)
    con = actor_for(access.account("Con Troller", "controller", at=at), TODAY)
    with pytest.raises(ChangedMeanwhile):
        services.set_budget(con, NewBudget(2018, "hours", Decimal(9)), version=0, today=TODAY)
    assert not CoachBudget.objects.filter(amount=9).exists()
