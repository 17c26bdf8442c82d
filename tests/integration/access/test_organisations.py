"""Organisations start, end and are succeeded like the map they stand on."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.access import selectors, services
from meedoen.access.actors import Actor, actor_for, system
from meedoen.access.models import Account, JournalEntry, Organisation
from meedoen.access.refusals import NotAllowed, NotFound, Several
from meedoen.access.validity import NotValid, NotYourOrganisation
from meedoen.rules import places
from tests.factories import access

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2017, 12, 31), date(2026, 11, 21)


@pytest.fixture
def installation() -> Actor:
    return system("opdracht", "AM01")


def _names(day: date) -> set[str]:
    rows = selectors.organisation_rows(day=day, region="AM01")
    return {row.organisation.name for row in rows if row.organisation.kind == "municipality"}


@pytest.mark.parametrize(
    ("day", "count"), [(date(2015, 1, 1), 27), (date(2018, 1, 1), 24), (date(2021, 1, 1), 14)]
)
def test_a_region_has_the_municipalities_of_each_day(installation: Actor, day: date, count: int) -> None:
    services.register_region_organisations(installation, region="AM01", today=AFTER)
    assert _names(day) == {one.name for one in places.municipalities_of("AM01", day)}
    assert len(_names(day)) == count


def test_registering_a_region_twice_changes_nothing(installation: Actor) -> None:
    first = services.register_region_organisations(installation, region="AM01", today=AFTER)
    entries = JournalEntry.objects.count()
    second = services.register_region_organisations(installation, region="AM01", today=AFTER)
    assert [one.pk for one in first] == [one.pk for one in second]
    assert JournalEntry.objects.count() == entries


def test_each_organisation_of_the_map_has_its_entry(installation: Actor) -> None:
    made = services.register_region_organisations(installation, region="AM01", today=AFTER)
    ended = [one for one in made if one.ends_before]
    deeds = list(JournalEntry.objects.values_list("deed", flat=True))
    assert deeds.count("organisation.register") == len(made)
    assert deeds.count("organisation.end") == len(ended) > 0


def test_accounts_of_a_merged_municipality_move_to_its_successor(installation: Actor) -> None:
    haren = access.organisation("Haren", municipality="GM0017")
    groningen = access.organisation("Groningen", municipality="GM0014")
    who = access.account("Hanna Haan", "consulent", at=haren)
    services.register_region_organisations(installation, region="AM01", today=AFTER)
    who.refresh_from_db()
    assert who.organisation == groningen
    assert actor_for(who, AFTER).municipality == "GM0014"
    entry = JournalEntry.objects.get(deed="account.move")
    assert (entry.subject_id, entry.detail) == (str(who.pk), {"from": haren.pk, "to": groningen.pk})


def test_a_merger_to_come_moves_nobody_yet(installation: Actor) -> None:
    haren = access.organisation("Haren", municipality="GM0017")
    who = access.account("Hanna Haan", "consulent", at=haren)
    services.register_region_organisations(installation, region="AM01", today=BEFORE)
    who.refresh_from_db()
    assert who.organisation == haren
    assert actor_for(who, BEFORE).municipality == "GM0017"
    # From the day itself on she acts for the successor, moved or not.
    assert actor_for(who, date(2019, 1, 1)).municipality == "GM0014"


def test_who_is_left_behind_moves_by_a_deed(installation: Actor) -> None:
    old, new = access.organisation("Oud"), access.organisation("Nieuw")
    who = access.account("Otto Oud", "controller", at=old)
    services.end_organisation(
        installation, old.pk, ends_before=date(2026, 12, 1), successor_id=new.pk, today=AFTER
    )
    with pytest.raises(NotValid, match="bestaat nog"):
        services.move_accounts(installation, old.pk, today=AFTER)
    services.move_accounts(installation, old.pk, today=date(2026, 12, 1))
    who.refresh_from_db()
    assert who.organisation == new


def test_without_a_successor_the_accounts_close(installation: Actor) -> None:
    school = access.organisation("School", kind="school")
    who = access.account("Sara Smit", "consulent", at=school)
    services.end_organisation(installation, school.pk, ends_before=AFTER, today=AFTER)
    who.refresh_from_db()
    assert not who.is_active
    assert actor_for(who, AFTER).roles == frozenset()
    assert JournalEntry.objects.filter(deed="account.close", subject_id=str(who.pk)).exists()


def test_a_mark_of_the_old_sign_in_service_does_not_travel(installation: Actor) -> None:
    old = access.organisation("Oud", kind="uwv")
    new = access.organisation("Nieuw", kind="uwv")
    Organisation.objects.filter(pk=old.pk).update(sign_in_provider="oud")
    Organisation.objects.filter(pk=new.pk).update(sign_in_provider="nieuw")
    who = access.account("Otto Oud", "controller", at=old)
    Account.objects.filter(pk=who.pk).update(invited_subject="123")
    services.end_organisation(installation, old.pk, ends_before=AFTER, successor_id=new.pk, today=AFTER)
    assert selectors.account_invited_at("nieuw", "123") is None


def _register(actor: Actor, **changed: object) -> Organisation:
    given = {"name": "UWV Groningen", "kind": "uwv", "region": "AM01", "starts_on": date(2015, 1, 1)}
    return services.register_organisation(actor, **(given | changed), today=AFTER)  # type: ignore[arg-type]


def test_an_organisation_is_registered_with_an_entry(installation: Actor) -> None:
    made = _register(installation)
    entry = JournalEntry.objects.get()
    assert (entry.deed, entry.subject_id) == ("organisation.register", str(made.pk))


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("name", {"name": " "}),
        ("kind", {"kind": "club"}),
        ("region", {"region": "AM99"}),
        ("ends_before", {"ends_before": date(2015, 1, 1)}),
        ("municipality", {"municipality": "GM0014"}),
        ("municipality", {"kind": "municipality", "municipality": "GM9999"}),
        ("municipality", {"kind": "municipality", "municipality": "GM1708"}),
        ("starts_on", {"kind": "municipality", "municipality": "GM1979"}),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(
    installation: Actor, field: str, changed: dict[str, object]
) -> None:
    with pytest.raises(NotValid) as refusal:
        _register(installation, **changed)
    assert refusal.value.field == field
    assert not Organisation.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(installation: Actor) -> None:
    with pytest.raises(Several) as refusal:
        _register(installation, name="", region="AM99")
    assert {one.field for one in refusal.value.refusals} == {"name", "region"}


def test_a_name_is_in_use_once(installation: Actor) -> None:
    _register(installation)
    with pytest.raises(NotValid, match="deze naam"):
        _register(installation)


def test_only_an_administrator_of_the_region_registers(cast: access.Cast, installation: Actor) -> None:
    _register(cast.jan.actor)
    own = access.account("Anna Assen", "administrator", at=cast.alice.account.organisation)
    with pytest.raises(NotYourOrganisation):
        _register(actor_for(own, AFTER), name="Andere naam")
    with pytest.raises(NotYourOrganisation):
        _register(cast.jan.actor, name="Andere naam", region="AM36")
    with pytest.raises(NotAllowed):
        _register(cast.carla.actor, name="Andere naam")


@pytest.mark.parametrize("what", ["itself", "unknown", "ended", "own", "too_early", "twice"])
def test_an_end_that_can_not_be_is_refused(cast: access.Cast, what: str) -> None:
    old, new = access.organisation("Oud"), access.organisation("Nieuw")
    ends_before, organisation, successor = AFTER, old.pk, new.pk
    if what == "itself":
        successor = old.pk
    elif what == "unknown":
        successor = 999_999
    elif what == "ended":
        Organisation.objects.filter(pk=new.pk).update(ends_before=date(2020, 1, 1))
    elif what == "own":
        organisation = cast.jan.account.organisation.pk
    elif what == "too_early":
        ends_before = old.starts_on
    else:
        Organisation.objects.filter(pk=old.pk).update(ends_before=AFTER)
    with pytest.raises((NotValid, NotFound, Several)):
        services.end_organisation(
            cast.jan.actor, organisation, ends_before=ends_before, successor_id=successor, today=AFTER
        )
    assert not JournalEntry.objects.exists()


def test_a_municipality_has_one_organisation_at_a_time(installation: Actor) -> None:
    def register(name: str, starts_on: date, ends_before: date | None = None) -> Organisation:
        return services.register_organisation(
            installation,
            name=name,
            kind="municipality",
            region="AM01",
            municipality="GM0106",
            starts_on=starts_on,
            ends_before=ends_before,
            today=AFTER,
        )

    first = register("Gemeente Assen", date(2015, 1, 1))
    with pytest.raises(
        NotValid, match=r"al een organisatie: Gemeente Assen\. .*beëindig die eerst"
    ) as refused:
        register("Assen Werkt", date(2020, 1, 1))
    assert refused.value.field == "municipality"
    with pytest.raises(NotValid):
        register("Assen Vroeger", date(2014, 1, 1), date(2015, 1, 2))
    assert Organisation.objects.filter(municipality="GM0106").count() == 1
    services.end_organisation(installation, first.pk, ends_before=date(2020, 1, 1), today=AFTER)
    assert register("Assen Werkt", date(2020, 1, 1)).municipality == "GM0106"
    assert register("Assen Vroeger", date(2014, 1, 1), date(2015, 1, 1)).municipality == "GM0106"
