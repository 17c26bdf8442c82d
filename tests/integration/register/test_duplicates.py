"""Two files that may be about one person: proposed, told apart, merged, and the merge undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import NotPossible
from meedoen.register.duplicates import services
from meedoen.register.duplicates.models import Pair
from meedoen.register.duplicates.selectors import pair_by_key, pair_row, pairs_visible_to
from meedoen.register.people.facts import registration, residence
from meedoen.register.people.models import HandOver, Person, Registration
from meedoen.register.people.selectors import person_by_number
from meedoen.register.placements.facts import placement
from meedoen.register.placements.models import Placement
from tests.factories import coaching, durability, profiles, register, subsidies
from tests.factories.access import Cast, Member
from tests.integration.register.given import ASSEN, TODAY, VEENDAM

BORN = date(1988, 4, 12)


def _two(**more: str) -> tuple[Person, Person, Pair]:
    one = register.person(name="Jan de Vries", birth_on=BORN, ground="1a", last_contact_on=date(2018, 1, 1))
    other = register.person(
        name="J. de Vries", birth_on=BORN, ground="1b", last_contact_on=date(2018, 3, 1), **more
    )
    return one, other, register.pair(one, other)


def _merged(cast: Cast, pair: Pair, kept: Person) -> None:
    services.merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY)


def test_looking_proposes_each_pair_once(cast: Cast) -> None:
    one = register.person(name="Jan de Vries", birth_on=BORN)
    other = register.person(name="Vries, Jan", birth_on=BORN)
    register.person(name="Piet Bos", birth_on=BORN)
    register.person(name="Jan de Vries", birth_on=BORN, state="protected")
    assert services.find_duplicates(cast.hans.actor, today=TODAY) == 1
    assert services.find_duplicates(cast.hans.actor, today=TODAY) == 0
    pair = Pair.objects.get()
    assert (pair.one, pair.other, pair.reason) == (one, other, "same_name_same_birth")


def test_of_a_person_out_of_sight_only_the_keeper_is_told(cast: Cast) -> None:
    veendam = cast.bob.account.organisation
    one, other, pair = _two()
    Person.objects.filter(pk=other.pk).update(municipality=VEENDAM, responsible=veendam)
    row = pair_row(cast.hans.actor, pair_by_key(cast.hans.actor, pair.pk))
    hidden = next(side for side in row.sides if not side.is_seen)
    assert (hidden.keeper, hidden.name, hidden.number, hidden.birth_on) == ("Veendam", "", "", None)
    with pytest.raises(NotFound):
        _merged(cast, pair, one)
    stranger = register.pair(
        register.person(municipality=VEENDAM, responsible=veendam),
        register.person(municipality=VEENDAM, responsible=veendam),
    )
    with pytest.raises(NotFound):
        pair_by_key(cast.hans.actor, stranger.pk)
    assert [row.pk for row in pairs_visible_to(cast.hans.actor).rows] == [pair.pk]


def test_a_protected_file_is_in_no_pair_that_anyone_sees(cast: Cast) -> None:
    _one, other, pair = _two()
    other.state = "protected"
    other.save()
    register.named(other, cast.hans.account)
    with pytest.raises(NotFound):
        pair_by_key(cast.hans.actor, pair.pk)


def test_a_merge_takes_along_what_the_kept_file_does_not_have(cast: Cast) -> None:
    kept, merged, pair = _two()
    firm = register.employer()
    register.placement(person=kept, employer=firm)
    twin = register.placement(person=merged, employer=firm)
    more = register.placement(person=merged, employer=firm, starts_on=date(2017, 1, 1))
    Registration.objects.create(person=merged, ground="1a", starts_on=date(2016, 1, 1))
    _merged(cast, pair, kept)
    merged.refresh_from_db()
    kept.refresh_from_db()
    assert (merged.state, merged.merged_into) == ("merged", kept)
    assert kept.last_contact_on == date(2018, 3, 1)
    assert Placement.objects.get(pk=more.pk).person == kept
    assert Placement.objects.get(pk=twin.pk).person == merged
    # On one ground in the same days there is one entry, not two.
    assert set(Registration.objects.filter(person=kept).values_list("ground", flat=True)) == {"1a", "1b"}
    assert Registration.objects.get(person=merged).ground == "1a"
    # Nobody is counted twice.
    assert set(registration()["person_id"]) == {kept.pk}
    assert set(residence()["person_id"]) == {kept.pk}
    assert twin.pk not in placement()["placement_id"]
    # The old number leads to the file that went on.
    assert person_by_number(cast.hans.actor, merged.number) == kept
    entry = JournalEntry.objects.get(deed="duplicate.merge")
    assert (entry.subject_id, entry.detail["merged"]) == (kept.number, merged.number)


def test_a_merge_that_is_undone_gives_everything_back(cast: Cast) -> None:
    kept, merged, pair = _two()
    row = register.placement(person=merged)
    measured, goal = profiles.loonwaarde(merged), profiles.goal(merged)
    group = profiles.target_group(merged)
    profiles.target_group(kept)
    before = (registration(), residence(), placement())
    _merged(cast, pair, kept)
    assert (registration(), residence(), placement()) != before
    for told, owner in ((measured, kept), (goal, kept), (group, merged)):
        told.refresh_from_db()
        assert told.person == owner
    services.undo_merge(cast.hans.actor, pair.pk, today=TODAY)
    assert (registration(), residence(), placement()) == before
    assert Placement.objects.get(pk=row.pk).person == merged
    for told in (measured, goal):
        told.refresh_from_db()
        assert told.person == merged
    assert person_by_number(cast.hans.actor, merged.number) == merged
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("proposed", None)
    with pytest.raises(Refused):
        services.undo_merge(cast.hans.actor, pair.pk, today=TODAY)
    _merged(cast, pair, merged)
    assert person_by_number(cast.hans.actor, kept.number) == merged


def test_two_who_were_told_apart_are_not_proposed_again(cast: Cast) -> None:
    one, _other, pair = _two()
    services.tell_apart(cast.hans.actor, pair.pk, today=TODAY)
    assert services.find_duplicates(cast.hans.actor, today=TODAY) == 0
    with pytest.raises(Refused):
        services.tell_apart(cast.hans.actor, pair.pk, today=TODAY)
    _merged(cast, pair, one)


def test_a_file_that_waits_for_an_answer_is_not_merged(cast: Cast) -> None:
    one, other, pair = _two()
    HandOver.objects.create(
        person=other,
        from_organisation=cast.hans.account.organisation,
        to_organisation=cast.bob.account.organisation,
        because="moved",
        asked_by=cast.hans.account,
        asked_on=TODAY,
        answer_by=date(2018, 5, 14),
    )
    with pytest.raises(Refused, match="overdracht"):
        _merged(cast, pair, one)
    assert not Person.objects.filter(state="merged").exists()


@pytest.mark.parametrize("kept", ["", "K-999999", "\0", "K" * 5000])
def test_a_file_that_is_none_of_the_two_cannot_be_kept(cast: Cast, kept: str) -> None:
    _one, _other, pair = _two()
    with pytest.raises(Refused):
        services.merge_people(cast.hans.actor, pair.pk, kept, today=TODAY)


def test_only_a_consulent_decides(cast: Cast) -> None:
    one, _other, pair = _two()
    for member in (cast.alice, cast.farid, cast.jan):
        with pytest.raises(NotAllowed):
            services.merge_people(member.actor, pair.pk, one.number, today=TODAY)


def test_the_walk_over_the_pages(cast: Cast, sign_in: Callable[[Member], Client]) -> None:
    one = register.person(name="Jan de Vries", birth_on=BORN, municipality=ASSEN)
    other = register.person(name="J. de Vries", birth_on=BORN, municipality=ASSEN)
    client = sign_in(cast.hans)
    found = client.post("/kandidaten/dubbel/zoeken/", follow=True).content.decode()
    assert "1 nieuw voorstel" in found
    assert one.number in found
    pair = Pair.objects.get()
    here = f"/kandidaten/dubbel/{pair.pk}/"
    assert "Dit dossier blijft" in client.get(here).content.decode()
    assert "Kies welk" in client.post(f"{here}samenvoegen/", follow=True).content.decode()
    merged = client.post(f"{here}samenvoegen/", {"kept": one.number}, follow=True).content.decode()
    assert f"Samengevoegd in {one.number}" in merged
    assert client.get(f"/kandidaten/{other.number}/").status_code == 200
    undone = client.post(f"{here}ongedaan-maken/", follow=True).content.decode()
    assert "weer twee dossiers" in undone
    apart = client.post(f"{here}twee-mensen/", follow=True).content.decode()
    assert "twee verschillende mensen" in apart
    for after in ("x", "9" * 40, "-1", "\0"):
        assert client.get("/kandidaten/dubbel/", {"stand": "alle", "na": after}).status_code == 200


def test_what_hangs_on_a_job_in_both_files_goes_along_and_comes_back(cast: Cast) -> None:
    kept, merged, pair = _two()
    firm = register.employer()
    stays = register.placement(person=kept, employer=firm, hours="36")
    twin = register.placement(person=merged, employer=firm, hours="36")
    guided = coaching.row(cast.hans.account, placement=twin)
    paid = subsidies.requested(cast.alice.actor, placement=twin)
    said = [durability.check(one, moment="weeks_2") for one in (stays, twin)]
    later = durability.check(twin, moment="month_1")
    _merged(cast, pair, kept)
    for one in (guided, paid, later):
        one.refresh_from_db()
        assert one.placement == stays
    assert [type(one).objects.get(pk=one.pk).placement for one in said] == [stays, twin]
    services.undo_merge(cast.hans.actor, pair.pk, today=TODAY)
    for one in (guided, paid, later):
        one.refresh_from_db()
        assert one.placement == twin


def test_files_that_are_both_paid_for_one_job_do_not_go_together(cast: Cast) -> None:
    kept, merged, pair = _two()
    firm = register.employer()
    two = [register.placement(person=one, employer=firm, hours="36") for one in (kept, merged)]
    paid = [subsidies.requested(cast.alice.actor, placement=one) for one in two]
    with pytest.raises(NotPossible, match="loonkostensubsidie"):
        _merged(cast, pair, kept)
    type(paid[0]).objects.filter(pk=paid[0].pk).update(ends_before=TODAY)
    _merged(cast, pair, kept)
    assert {type(one).objects.get(pk=one.pk).placement for one in paid} == {two[0]}
