"""Shares: for a purpose, in part, until a day; revocable; and reading only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.people import correcting, services
from meedoen.register.people.models import Person, Share
from meedoen.register.people.sections import PURPOSE_NEEDS, SECTIONS
from meedoen.register.people.selectors import OnlyShared
from meedoen.register.people.sharing import NewShare, a_year_after, revoke_share, share_file
from meedoen.register.placements.models import Placement
from meedoen.register.placements.services import register_placement
from tests.factories import access, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import TODAY, VEENDAM, new_placement

SignIn = Callable[[Member], Client]


def _new(cast: Cast, **changes: Any) -> NewShare:
    values: dict[str, Any] = {
        "organisation_id": cast.bob.account.organisation_id,
        "purpose": "mediation",
        "sections": ["profile", "work"],
        "starts_on": TODAY,
        "ends_before": TODAY + timedelta(days=90),
    }
    return NewShare(**(values | changes))


def test_every_purpose_knows_what_it_needs_and_no_purpose_needs_nothing() -> None:
    assert PURPOSE_NEEDS.keys() == {code for code, _words in Share.Purpose.choices}
    assert all(needs and needs <= SECTIONS.keys() for needs in PURPOSE_NEEDS.values())


def test_a_share_opens_the_file_and_revoking_closes_it_at_once(cast: Cast) -> None:
    person = register.person()
    share = share_file(cast.hans.actor, person.number, _new(cast), today=TODAY)
    seen = services.look_at_person(cast.bob.actor, person.number, "profile")
    assert seen.sight.ground == "share:mediation"
    assert seen.sight.sections == {"profile", "work"}
    with pytest.raises(NotFound):
        services.look_at_person(cast.bob.actor, person.number, "register")
    revoke_share(cast.hans.actor, person.number, share.pk, today=TODAY)
    with pytest.raises(NotFound):
        services.look_at_person(cast.bob.actor, person.number)
    with pytest.raises(Refused, match="al ingetrokken"):
        revoke_share(cast.hans.actor, person.number, share.pk, today=TODAY)
    entry = JournalEntry.objects.get(deed="share.give")
    assert entry.detail["purpose"] == "mediation"
    assert person.name not in str(entry.detail)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": "measurement", "sections": ["profile", "plan"]}, "sections"),
        ({"sections": []}, "sections"),
        ({"sections": ["diary"]}, "sections"),
        ({"purpose": "gossip"}, "purpose"),
        ({"starts_on": TODAY - timedelta(days=1)}, "starts_on"),
        ({"starts_on": TODAY + timedelta(days=400), "ends_before": TODAY + timedelta(days=410)}, "starts_on"),
        ({"ends_before": TODAY}, "ends_before"),
        ({"ends_before": a_year_after(TODAY) + timedelta(days=1)}, "ends_before"),
        ({"organisation_id": 10**12}, "organisation"),
    ],
)
def test_what_cannot_be_shared_is_refused_at_its_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    person = register.person()
    with pytest.raises(Refused) as refusal:
        share_file(cast.hans.actor, person.number, _new(cast, **changes), today=TODAY)
    assert refusal.value.field == field
    assert not Share.objects.exists()


def test_a_year_is_a_year_also_from_a_leap_day() -> None:
    assert a_year_after(date(2020, 2, 29)) == date(2021, 3, 1)
    assert a_year_after(date(2018, 4, 30)) == date(2019, 4, 30)


def test_one_does_not_share_with_oneself_nor_with_who_sees_the_file_already(cast: Cast) -> None:
    kept_here = register.person(municipality=VEENDAM, responsible=cast.hans.account.organisation)
    with pytest.raises(Refused, match="ziet dit dossier al"):
        share_file(cast.hans.actor, kept_here.number, _new(cast), today=TODAY)
    own = _new(cast, organisation_id=cast.hans.account.organisation_id)
    with pytest.raises(Refused, match="eigen organisatie"):
        share_file(cast.hans.actor, kept_here.number, own, today=TODAY)


def test_two_shares_for_one_purpose_do_not_overlap(cast: Cast) -> None:
    person = register.person()
    first = share_file(cast.hans.actor, person.number, _new(cast), today=TODAY)
    with pytest.raises(Refused, match="al met deze organisatie"):
        share_file(cast.hans.actor, person.number, _new(cast), today=TODAY)
    other = _new(cast, purpose="guidance", sections=["plan"])
    assert share_file(cast.hans.actor, person.number, other, today=TODAY)
    after = _new(cast, starts_on=first.ends_before, ends_before=first.ends_before + timedelta(days=9))
    assert share_file(cast.hans.actor, person.number, after, today=TODAY)
    revoke_share(cast.hans.actor, person.number, first.pk, today=TODAY)
    assert share_file(cast.hans.actor, person.number, _new(cast), today=TODAY)


def test_only_a_consulent_of_keeper_or_municipality_shares(cast: Cast) -> None:
    person = register.person()
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    with pytest.raises(NotAllowed):
        share_file(cast.alice.actor, person.number, _new(cast), today=TODAY)
    bea = access.account("Bea Boersma", "consulent", at=cast.bob.account.organisation)
    onward = _new(cast, organisation_id=cast.ilse.account.organisation_id)
    with pytest.raises(OnlyShared):
        share_file(access.actor_for(bea, TODAY), person.number, onward, today=TODAY)


def test_with_whom_a_file_is_shared_changes_nothing_in_it(cast: Cast) -> None:
    person = register.person()
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    bob, number = cast.bob.actor, person.number
    entry = person.registrations.get().pk
    spell = person.residences.get().pk
    why = {"reason": "typing_error", "version": 1, "today": TODAY}
    for deed in (
        lambda: services.move_person(bob, number, VEENDAM, TODAY, today=TODAY),
        lambda: services.add_registration(bob, number, "1b", TODAY, today=TODAY),
        lambda: services.end_registration(bob, number, entry, TODAY, "aow", today=TODAY),
        lambda: correcting.correct_person(bob, number, name="X", birth_on=person.birth_on, **why),
        lambda: correcting.withdraw_registration(bob, number, entry, "typing_error", today=TODAY),
        lambda: correcting.correct_residence(
            bob, number, spell, municipality=VEENDAM, starts_on=date(2011, 1, 1), **why
        ),
    ):
        with pytest.raises(OnlyShared):
            deed()
    # What a partner does with a shared file is speak to the person.
    assert services.record_contact(bob, number, TODAY, today=TODAY).last_contact_on == TODAY


def test_a_share_without_the_work_shows_no_placement_and_takes_none(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(name="Els Edens")
    employer = register.employer(name="Zorggroep Noord")
    row = register.placement(person=person, employer=employer)
    register.share(person, cast.bob.account.organisation, by=cast.hans.account, sections=["profile"])
    assert not Placement.objects.visible_to(cast.bob.actor).filter(pk=row.pk).exists()
    new = new_placement(person.number, register.employer().kvk, hours_week="4")
    with pytest.raises(Refused):
        register_placement(cast.bob.actor, new, today=TODAY)
    page = sign_in(cast.bob).get(reverse("person", args=[person.number])).content.decode()
    assert "Els Edens" in page
    for words in ("Zorggroep Noord", "Doelgroepregister", "38b", "Corrigeren", "Verhuizing</"):
        assert words not in page, words
    Share.objects.update(sections=["profile", "work"])
    assert Placement.objects.visible_to(cast.bob.actor).filter(pk=row.pk).exists()
    assert register_placement(cast.bob.actor, new, today=TODAY)


def test_sharing_from_the_page(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    client = sign_in(cast.hans)
    form = {
        "organisation": cast.bob.account.organisation_id,
        "purpose": "measurement",
        "sections": ["profile", "plan"],
        "starts_on": date.today().isoformat(),
        "ends_before": (date.today() + timedelta(days=30)).isoformat(),
    }
    refused = client.post(reverse("person-share-new", args=[person.number]), form)
    assert refused.status_code == 422
    assert "Hiervoor mag u delen: profiel" in refused.content.decode()
    assert "checked" in refused.content.decode()
    form["sections"] = ["profile", "register"]
    assert client.post(reverse("person-share-new", args=[person.number]), form).status_code == 302
    share = Share.objects.get()
    page = client.get(reverse("person-circle", args=[person.number])).content.decode()
    assert "meting van de loonwaarde" in page
    assert "loopt" in page
    revoke = reverse("person-share-revoke", args=[person.number, share.pk])
    assert "Veendam ziet dit dossier" in client.get(revoke).content.decode()
    assert client.post(revoke).status_code == 302
    assert "ingetrokken" in client.get(reverse("person-circle", args=[person.number])).content.decode()


def test_a_last_day_too_late_to_be_says_so_at_the_field_of_the_form(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    form = {
        "organisation": cast.bob.account.organisation_id,
        "purpose": "mediation",
        "sections": ["profile"],
        "starts_on": date.today().isoformat(),
        "ends_before": "2199-12-31",
    }
    page = sign_in(cast.hans).post(reverse("person-share-new", args=[person.number]), form).content.decode()
    assert 'href="#id_ends_before"' in page
    assert "hoogstens een jaar" in page


def test_a_person_out_of_sight_cannot_be_shared(cast: Cast) -> None:
    person = register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation)
    with pytest.raises(NotFound):
        share_file(cast.hans.actor, person.number, _new(cast), today=TODAY)
    assert Person.objects.filter(pk=person.pk).exists()
