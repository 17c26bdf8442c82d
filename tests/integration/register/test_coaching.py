"""Coaching: who grants and who coaches, hours, visits that are one however often they are sent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from meedoen.access.actors import actor_for
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.register.checks import AlreadyThere, ChangedMeanwhile, NeedsConfirmation, NotPossible
from meedoen.register.choices.models import Choice
from meedoen.register.coaching import listing, services, visiting
from meedoen.register.coaching.budgets import budgets_visible_to, in_year, line_of
from meedoen.register.coaching.models import AgreedAction, CoachBudget, Coaching, EvaluationPart, Visit
from meedoen.register.coaching.norms import norms_for, year_of_work
from meedoen.register.coaching.selectors import used_of
from meedoen.register.coaching.validity import NewBudget, NewPart
from meedoen.register.people.models import Person
from meedoen.register.placements.models import Placement
from meedoen.register.privacy.holders import everything_kept, forget_everywhere
from tests.factories import access, coaching, register
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _new(placement: Placement, coach: int, **more: Any) -> services.NewCoaching:
    values = {
        "regime": "licht",
        "hours": Decimal(40),
        "starts_on": date(2018, 5, 1),
        "ends_before": date(2019, 5, 1),
        **more,
    }
    return services.NewCoaching(placement=placement.number, coach_id=coach, **values)


def _grant(by: Any, new: services.NewCoaching, *accepted: str) -> Coaching:
    return services.grant_coaching(by, new, accepted=frozenset(accepted), today=TODAY)


def _visit(by: Any, made: Coaching, *accepted: str, today: date = TODAY, **more: Any) -> Visit:
    new = coaching.new_visit(**more)
    return visiting.record_visit(
        by, made.number, new, accepted=frozenset(accepted), today=today, at=coaching.AT
    )


@pytest.fixture
def made(cast: Cast) -> Coaching:
    """Hans coaches someone in Assen from January 2018."""
    return coaching.granted(cast.hans.account)


def test_a_colleague_grants_and_the_coach_does_not(cast: Cast) -> None:
    work = register.placement()
    tina = coaching.granter(cast.hans.account.organisation)
    with pytest.raises(NotPossible, match="Uren voor uzelf"):
        _grant(cast.hans.actor, _new(work, cast.hans.account.pk))
    granted = _grant(tina, _new(work, cast.hans.account.pk))
    assert (granted.payer_id, granted.granted_by_id) == (tina.organisation_id, tina.account_id)
    entry = JournalEntry.objects.get(deed="coaching.grant")
    assert (entry.subject_kind, entry.subject_id) == ("coaching", granted.number)
    with pytest.raises(NotAllowed):
        _grant(cast.alice.actor, _new(register.placement(), cast.hans.account.pk))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal("NaN")}, "hours"),
        ({"hours": Decimal(2001)}, "hours"),
        ({"regime": "zwaar"}, "regime"),
        ({"ends_before": date(2018, 4, 1)}, "ends_before"),
        ({"ends_before": date(2019, 5, 3)}, "ends_before"),
        ({"starts_on": date(2015, 12, 1)}, "starts_on"),
        ({"substitute_id": 10**9}, "substitute_id"),
    ],
)
def test_what_can_not_be_is_not_granted(cast: Cast, more: dict[str, Any], field: str) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    with pytest.raises(Refused) as refused:
        _grant(tina, _new(register.placement(), cast.hans.account.pk, **more))
    several = refused.value.refusals if isinstance(refused.value, Several) else [refused.value]
    assert field in {one.field for one in several}
    assert not Coaching.objects.exists()


def test_a_coach_has_to_see_the_person_and_to_have_access(cast: Cast) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    bea = access.account("Bea Ver", "consulent", at=cast.bob.account.organisation)
    work = register.placement()
    with pytest.raises(NotPossible, match="ziet dit dossier niet"):
        _grant(tina, _new(work, bea.pk))
    register.share(work.person, bea.organisation, by=cast.hans.account)
    assert _grant(tina, _new(work, bea.pk)).coach_id == bea.pk
    with pytest.raises(NotPossible, match="Kies een consulent"):
        _grant(tina, _new(register.placement(), cast.alice.account.pk))


def test_granted_twice_is_granted_once(cast: Cast) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    work = register.placement()
    _grant(tina, _new(work, cast.hans.account.pk))
    with pytest.raises(AlreadyThere):
        _grant(tina, _new(work, cast.hans.account.pk, starts_on=date(2018, 12, 1)))
    assert Coaching.objects.count() == 1


def test_more_than_the_budget_is_asked_about_and_not_refused(cast: Cast) -> None:
    at = cast.hans.account.organisation
    tina = coaching.granter(at)
    coaching.budget(at, amount=Decimal(10))
    new = _new(register.placement(), cast.hans.account.pk)
    with pytest.raises(NeedsConfirmation, match="meer toegekend dan het budget"):
        _grant(tina, new)
    assert not Coaching.objects.exists()
    assert _grant(tina, new, "over_budget").hours == 40


def test_more_than_the_regime_of_the_municipality_is_asked_about(cast: Cast) -> None:
    at = cast.hans.account.organisation
    Choice.objects.create(
        organisation=at,
        point="jobcoach_licht",
        value="uren|60|30|15",
        starts_on=date(2017, 1, 1),
        reason="beleid",
        set_on=date(2017, 1, 1),
        version=1,
    )
    # The third year of a job that began in January 2016.
    norms = norms_for(at.pk, date(2016, 1, 1), Decimal(24), date(2018, 5, 1))
    assert norms.of("licht").hours == 15
    assert norms.of("midden").hours is None
    # UWV: 6 % of 24 hours a week, read but not sure since when.
    assert norms.uwv == Decimal("74.88")
    assert norms.uwv_rule is not None
    assert norms.uwv_rule.status == "assumed"
    tina = coaching.granter(at)
    with pytest.raises(NeedsConfirmation, match="meer dan de gemeente"):
        _grant(tina, _new(register.placement(), cast.hans.account.pk))


def test_the_year_of_the_work_stops_at_three() -> None:
    first = date(2016, 5, 2)
    days = (date(2016, 5, 2), date(2017, 5, 1), date(2017, 5, 2), date(2018, 5, 2), date(2022, 1, 1))
    assert [year_of_work(first, day) for day in days] == [1, 1, 2, 3, 3]


def test_a_change_by_two_is_compared_and_hours_are_not_ones_own(cast: Cast, made: Coaching) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    other = access.account("Els Ander", "consulent", at=cast.hans.account.organisation)
    stands = {
        "coach_id": made.coach_id,
        "substitute_id": None,
        "regime": "licht",
        "hours": made.hours,
        "ends_before": made.ends_before,
    }
    more = services.Changes(**{**stands, "hours": Decimal(50)})
    with pytest.raises(NotPossible, match="niet zelf de coach"):
        services.change_coaching(cast.hans.actor, made.number, more, version=1, today=TODAY)
    services.change_coaching(tina, made.number, more, version=1, today=TODAY)
    with_other = services.Changes(**{**stands, "coach_id": other.pk})
    with pytest.raises(ChangedMeanwhile) as changed:
        services.change_coaching(cast.hans.actor, made.number, with_other, version=1, today=TODAY)
    assert changed.value.now == {"coach_id": cast.hans.account.pk, "hours": Decimal(50)}
    # Handing over to somebody else is the coach's own to do.
    again = services.Changes(**{**stands, "coach_id": other.pk, "hours": Decimal(50)})
    services.change_coaching(cast.hans.actor, made.number, again, version=2, today=TODAY)
    made.refresh_from_db()
    assert (made.coach_id, made.hours, made.granted_by_id) == (other.pk, 50, tina.account_id)


def test_what_stopped_is_not_changed_and_what_follows_is_not_overrun(cast: Cast, made: Coaching) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    coaching.granted(cast.hans.account, placement=made.placement, starts_on=made.ends_before, by=tina)
    stands = {"coach_id": made.coach_id, "substitute_id": None, "regime": "licht", "hours": made.hours}
    longer = services.Changes(**stands, ends_before=made.ends_before + DAY)
    with pytest.raises(AlreadyThere):
        services.change_coaching(tina, made.number, longer, version=1, today=TODAY)
    services.end_coaching(tina, made.number, TODAY, "wish", version=1, today=TODAY)
    same = services.Changes(**stands, ends_before=TODAY)
    with pytest.raises(NotPossible, match="is gestopt"):
        services.change_coaching(tina, made.number, same, version=2, today=TODAY)


def test_a_corrected_placement_takes_its_coaching_along(cast: Cast, made: Coaching) -> None:
    old = made.placement
    right = register.placement(person=old.person, starts_on=old.starts_on, replaces=old)
    Placement.objects.filter(pk=old.pk).update(replaced_on=TODAY)
    _visit(cast.hans.actor, made)
    made.refresh_from_db()
    assert made.placement == right
    tina = coaching.granter(cast.hans.account.organisation)
    with pytest.raises(AlreadyThere):
        _grant(tina, _new(right, cast.hans.account.pk))


def test_sent_twice_it_is_one_visit(cast: Cast, made: Coaching) -> None:
    key = uuid4()
    first = _visit(cast.hans.actor, made, client_key=key)
    again = _visit(cast.hans.actor, made, client_key=key)
    assert first.pk == again.pk
    assert Visit.objects.count() == 1
    assert JournalEntry.objects.filter(deed="coaching.visit").count() == 1
    elsewhere = coaching.granted(cast.hans.account)
    with pytest.raises(AlreadyThere):
        _visit(cast.hans.actor, elsewhere, client_key=key)


def test_a_visit_uses_hours_is_contact_and_may_bring_an_action(cast: Cast, made: Coaching) -> None:
    day = date(2018, 4, 3)
    _visit(cast.hans.actor, made, minutes=90, action="Pauze afspreken", side="employer", by_on=day + DAY)
    hours = used_of([made])[made.pk]
    assert (hours.used, hours.left) == (Decimal("1.50"), Decimal("38.50"))
    assert AgreedAction.objects.get().words == "Pauze afspreken"
    assert Person.objects.get(pk=made.placement.person_id).last_contact_on == day


def test_the_same_hours_written_down_by_two_are_asked_about(cast: Cast, made: Coaching) -> None:
    els = access.account("Els Ander", "consulent", at=cast.hans.account.organisation)
    other = actor_for(els, TODAY)
    _visit(cast.hans.actor, made)
    with pytest.raises(Several) as asked:
        _visit(other, made)
    assert {one.code for one in asked.value.refusals if isinstance(one, NeedsConfirmation)} == {
        "not_coach",
        "same_day",
    }
    _visit(other, made, "not_coach", "same_day")
    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"happened_on": TODAY + DAY}, "moet nog komen"),
        ({"happened_on": date(2017, 12, 31)}, "begon op"),
        ({"minutes": 0}, "minuten"),
        ({"minutes": 1441}, "minuten"),
        ({"kind": "x"}, "Kies"),
        ({"note": "a" * 1001}, "te lang"),
        ({"note": "BSN 111222333"}, "burgerservicenummer|BSN"),
        ({"action": "Bellen"}, "wanneer"),
        ({"action": "", "side": "coach", "by_on": TODAY}, "Schrijf op"),
    ],
)
def test_a_visit_that_can_not_be_is_refused(
    cast: Cast, made: Coaching, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        _visit(cast.hans.actor, made, **more)
    assert not Visit.objects.exists()


def test_a_note_of_before_the_end_comes_in_after_it_and_a_later_one_does_not(
    cast: Cast, made: Coaching
) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    services.end_coaching(tina, made.number, date(2018, 4, 10), "work_ended", version=1, today=TODAY)
    _visit(cast.hans.actor, made, happened_on=date(2018, 4, 9))
    with pytest.raises(NotPossible, match="is gestopt: de laatste dag was 9 april 2018"):
        _visit(cast.hans.actor, made, happened_on=date(2018, 4, 10))


def test_who_is_out_of_sight_is_nowhere(cast: Cast, made: Coaching) -> None:
    bea = actor_for(access.account("Bea Ver", "consulent", at=cast.bob.account.organisation), TODAY)
    with pytest.raises(NotFound):
        _visit(bea, made)
    Person.objects.filter(pk=made.placement.person_id).update(state="protected")
    with pytest.raises(NotFound):
        _visit(cast.hans.actor, made)
    assert not listing.coachings_visible_to(cast.hans.actor, "mijn", TODAY).rows


def test_an_action_is_agreed_once_and_done_once(cast: Cast, made: Coaching) -> None:
    hans = cast.hans.actor
    for _turn in range(2):
        visiting.agree_action(hans, made.number, "Bellen", "coach", TODAY + DAY, today=TODAY)
    action = AgreedAction.objects.get()
    visiting.complete_action(hans, made.number, action.pk, today=TODAY)
    visiting.complete_action(hans, made.number, action.pk, today=TODAY + DAY)
    action.refresh_from_db()
    assert action.done_on == TODAY
    assert JournalEntry.objects.filter(deed="coaching.complete").count() == 1
    with pytest.raises(NotFound):
        visiting.complete_action(hans, made.number, action.pk + 1, today=TODAY)


def test_three_voices_speak_once_and_the_coach_for_themself(cast: Cast, made: Coaching) -> None:
    tina = coaching.granter(cast.hans.account.organisation)

    def say(by: Any, voice: str, mark: str = "well") -> EvaluationPart:
        new = NewPart(TODAY, voice, mark, "Ik kom graag.")
        return visiting.record_evaluation(by, made.number, new, today=TODAY)

    say(cast.hans.actor, "person")
    say(cast.hans.actor, "person")
    with pytest.raises(AlreadyThere):
        say(cast.hans.actor, "person", "badly")
    with pytest.raises(NotPossible, match="zelf in"):
        say(tina, "coach")
    say(tina, "employer")
    say(cast.hans.actor, "coach")
    assert EvaluationPart.objects.count() == 3
    assert EvaluationPart.objects.values("evaluation").distinct().count() == 1


def test_a_budget_is_set_by_the_controller_and_counts_hours_or_euros(cast: Cast) -> None:
    ilse, at = cast.ilse.actor, cast.ilse.account.organisation
    home = access.GRONINGEN
    person = register.person(municipality=home, responsible=at)
    coach = access.account("Coen Coach", "consulent", at=at)
    made = coaching.granted(coach, placement=register.placement(person=person))
    _visit(actor_for(coach, TODAY), made, minutes=600)
    new = NewBudget(2018, "euro", Decimal(1000))
    services.set_budget(ilse, new, version=0, today=TODAY)
    # What an hour costs is not known, and so neither is what was used.
    assert line_of(at.pk, "Groningen", 2018).used is None
    priced = NewBudget(2018, "euro", Decimal(1000), Decimal(95))
    services.set_budget(ilse, priced, version=1, today=TODAY)
    services.set_budget(ilse, priced, version=1, today=TODAY)
    line = line_of(at.pk, "Groningen", 2018)
    assert (line.used, line.left, line.is_nearly, line.is_over) == (950, 50, True, False)
    assert CoachBudget.objects.get().version == 2
    with pytest.raises(ChangedMeanwhile):
        services.set_budget(ilse, new, version=1, today=TODAY)
    with pytest.raises(NotAllowed):
        services.set_budget(cast.hans.actor, new, version=0, today=TODAY)
    with pytest.raises(Refused):
        services.set_budget(ilse, NewBudget(2018, "hours", Decimal(1), Decimal(9)), version=2, today=TODAY)
    shown = budgets_visible_to(ilse, 2018)
    light = shown.regimes[0]
    assert (light.regime, light.number, light.hours_used) == ("licht", 1, 10)


def test_granted_hours_fall_in_the_years_of_their_days() -> None:
    parts = [in_year(Decimal(73), date(2018, 7, 2), date(2019, 7, 2), year) for year in (2017, 2018, 2019)]
    assert parts == [0, Decimal("36.60"), Decimal("36.40")]


def test_lists_say_who_is_late(cast: Cast, made: Coaching) -> None:
    hans = cast.hans.actor
    coaching.action(made, by_on=TODAY - DAY)
    _visit(hans, made, happened_on=date(2018, 1, 15))
    (row,) = listing.coachings_visible_to(hans, "mijn", TODAY).rows
    # Thirteen weeks in the light regime, our own where the municipality chose nothing.
    assert (row.next_on, row.late_actions, row.left) == (date(2018, 4, 16), 1, 39)
    assert [one.number for one in listing.visits_due(hans, TODAY, 9)] == [made.number]
    assert len(listing.late_actions(hans, TODAY, 9)) == 1
    Choice.objects.create(
        organisation=made.payer,
        point="jobcoach_bezoek_weken",
        value="20",
        starts_on=date(2018, 1, 1),
        reason="beleid",
        set_on=date(2018, 1, 1),
        version=1,
    )
    assert not listing.visits_due(hans, TODAY, 9)


def test_a_coach_who_left_leaves_nobody_unseen(cast: Cast, made: Coaching) -> None:
    tina = coaching.granter(cast.hans.account.organisation)
    assert not listing.without_coach(tina, TODAY, 9)
    cast.hans.account.is_active = False
    cast.hans.account.save()
    assert [one.number for one in listing.without_coach(tina, TODAY, 9)] == [made.number]
    made.substitute_id = tina.account_id
    made.save()
    assert not listing.without_coach(tina, TODAY, 9)
    assert [one.number for one in listing.visits_due(tina, TODAY, 9)] == [made.number]


def test_an_inzage_shows_notes_and_forgetting_takes_every_word(cast: Cast, made: Coaching) -> None:
    person = made.placement.person
    _visit(cast.hans.actor, made, note="Tilt nu zelf.", action="Bellen", side="coach", by_on=TODAY)
    part = NewPart(TODAY, "person", "well", "Ik kom graag.")
    visiting.record_evaluation(cast.hans.actor, made.number, part, today=TODAY)
    told = str([(one.code, one.rows) for one in everything_kept(person.pk)])
    assert all(words in told for words in (made.number, "Tilt nu zelf.", "Bellen", "Ik kom graag."))
    forget_everywhere([person.pk])
    told = str([(one.code, one.rows) for one in everything_kept(person.pk)])
    assert not any(words in told for words in (made.number, "Tilt nu zelf.", "Bellen", "Ik kom graag."))
    assert Visit.objects.get().minutes == 60
