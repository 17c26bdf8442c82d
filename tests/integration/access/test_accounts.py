"""Inviting people, changing their roles, closing their access."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings

from meedoen.access import services
from meedoen.access.actors import Actor, actor_for
from meedoen.access.invitations import Invitation, send_invitation
from meedoen.access.models import Account, Assignment, JournalEntry, Organisation
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.access.validity import NotValid, NotYourOrganisation, NotYourself
from tests.factories import access
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

TODAY = access.TODAY
PASSWORD = "vier-woorden-en-een-fiets"


def _invite(actor: Actor, organisation: Organisation, **changed: object) -> Invitation:
    given = {"name": "Nora Nieuw", "email": "Nora@Gemeente.example ", "roles": ["consulent"]}
    return services.invite_account(
        actor,
        organisation_id=organisation.pk,
        today=TODAY,
        **(given | changed),  # type: ignore[arg-type]
    )


@pytest.fixture
def local(cast: Cast) -> Actor:
    """The administrator of Assen alone."""
    return actor_for(access.account("Anna Assen", "administrator", at=cast.alice.account.organisation), TODAY)


def _roles(account: Account, day: date = TODAY) -> frozenset[str]:
    return actor_for(Account.objects.get(pk=account.pk), day).roles


def test_who_is_invited_sets_a_password_with_a_link_that_works_once(cast: Cast, client: Client) -> None:
    invitation = _invite(cast.jan.actor, cast.alice.account.organisation)
    account = invitation.account
    assert account.email == "nora@gemeente.example"
    assert not account.has_usable_password()
    assert _roles(account) == {"consulent"}
    form = client.get(invitation.path, follow=True)
    where = form.redirect_chain[-1][0]
    assert client.post(where, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    again = Client().get(invitation.path, follow=True)
    assert not again.redirect_chain
    assert b'name="password1"' not in again.content


def test_the_letter_brings_the_link(cast: Cast) -> None:
    invitation = _invite(cast.jan.actor, cast.alice.account.organisation)
    send_invitation(invitation, site="https://meedoen.example")
    (letter,) = mail.outbox
    assert letter.to == ["nora@gemeente.example"]
    assert f"https://meedoen.example{invitation.path}" in letter.body


def test_who_comes_through_the_own_service_gets_no_password(cast: Cast) -> None:
    organisation = cast.alice.account.organisation
    Organisation.objects.filter(pk=organisation.pk).update(sign_in_provider="assen")
    invitation = _invite(cast.jan.actor, organisation, invited_subject="abc")
    assert invitation.path == ""
    send_invitation(invitation, site="https://meedoen.example")
    assert "aanmelddienst van uw organisatie" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("name", {"name": ""}),
        ("email", {"email": "nora"}),
        ("roles", {"roles": ["baas"]}),
        ("roles", {"roles": ["coordinator"]}),
        ("roles", {"roles": ["auditor", "consulent"]}),
        ("invited_subject", {"invited_subject": "abc"}),
    ],
)
def test_an_invitation_that_can_not_be_is_refused(cast: Cast, field: str, changed: dict[str, object]) -> None:
    before = Account.objects.count()
    with pytest.raises(NotValid) as refusal:
        _invite(cast.jan.actor, cast.alice.account.organisation, **changed)
    assert refusal.value.field == field
    assert Account.objects.count() == before


def test_an_address_has_one_account_whatever_its_capitals(cast: Cast) -> None:
    _invite(cast.jan.actor, cast.alice.account.organisation)
    with pytest.raises(NotValid, match="al een account"):
        _invite(cast.jan.actor, cast.bob.account.organisation, email="NORA@gemeente.example")


def test_an_administrator_acts_for_the_own_organisation_only(cast: Cast, local: Actor) -> None:
    _invite(local, cast.alice.account.organisation)
    with pytest.raises(NotYourOrganisation):
        _invite(local, cast.bob.account.organisation, email="ander@gemeente.example")
    with pytest.raises(NotFound):
        services.change_roles(local, cast.bob.account.pk, roles=[], starts_on=TODAY, today=TODAY)
    with pytest.raises(NotFound):
        services.close_account(local, cast.bob.account.pk, today=TODAY)
    assert cast.bob.actor.roles == _roles(cast.bob.account)


def test_an_administrator_of_one_region_does_not_act_in_another(cast: Cast) -> None:
    far = access.organisation("Steenwijkerland", municipality="GM1708", region="AM36")
    with pytest.raises(NotYourOrganisation):
        _invite(cast.jan.actor, far)


@pytest.mark.parametrize("name", ["alice", "bob", "carla", "farid", "greta", "hans", "ilse", "karin"])
def test_nobody_else_decides_about_accounts(cast: Cast, name: str) -> None:
    actor = cast.named(name).actor
    with pytest.raises(NotAllowed):
        _invite(actor, cast.alice.account.organisation)
    with pytest.raises(NotAllowed):
        services.change_roles(actor, cast.bob.account.pk, roles=[], starts_on=TODAY, today=TODAY)
    with pytest.raises(NotAllowed):
        services.close_account(actor, cast.bob.account.pk, today=TODAY)
    with pytest.raises(NotAllowed):
        services.reset_second_factor(actor, cast.bob.account.pk, today=TODAY)


def test_nobody_decides_about_the_own_account(cast: Cast) -> None:
    own = cast.jan.account.pk
    with pytest.raises(NotYourself):
        services.change_roles(cast.jan.actor, own, roles=["controller"], starts_on=TODAY, today=TODAY)
    with pytest.raises(NotYourself):
        services.close_account(cast.jan.actor, own, today=TODAY)
    with pytest.raises(NotYourself):
        services.reset_second_factor(cast.jan.actor, own, today=TODAY)
    assert _roles(cast.jan.account) == {"administrator"}


def test_roles_change_from_a_day_and_stay_readable(cast: Cast) -> None:
    later = TODAY + timedelta(days=10)
    services.change_roles(
        cast.jan.actor, cast.alice.account.pk, roles=["controller"], starts_on=later, today=TODAY
    )
    assert _roles(cast.alice.account) == {"account_manager"}
    assert _roles(cast.alice.account, later - timedelta(days=1)) == {"account_manager"}
    assert _roles(cast.alice.account, later) == {"controller"}
    old = Assignment.objects.get(account=cast.alice.account, role="account_manager")
    assert (old.starts_on, old.ends_before) == (access.LONG_AGO, later)


def test_a_plan_gives_way_to_a_newer_one(cast: Cast) -> None:
    later, alice = TODAY + timedelta(days=10), cast.alice.account
    services.change_roles(cast.jan.actor, alice.pk, roles=["controller"], starts_on=later, today=TODAY)
    services.change_roles(
        cast.jan.actor, alice.pk, roles=["account_manager", "consulent"], starts_on=TODAY, today=TODAY
    )
    for day in (TODAY, later, later + timedelta(days=365)):
        assert _roles(alice, day) == {"account_manager", "consulent"}
    services.change_roles(cast.jan.actor, alice.pk, roles=[], starts_on=TODAY, today=TODAY)
    assert _roles(alice) == _roles(alice, later) == frozenset()


def test_roles_do_not_change_in_the_past(cast: Cast) -> None:
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(NotValid) as refusal:
        services.change_roles(
            cast.jan.actor, cast.alice.account.pk, roles=[], starts_on=yesterday, today=TODAY
        )
    assert refusal.value.field == "starts_on"


def test_a_closed_account_has_no_session_and_no_role_left(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.alice.account)
    assert browser.get("/toegang/2fa/").status_code == 200
    services.close_account(cast.jan.actor, cast.alice.account.pk, today=TODAY)
    assert browser.get("/toegang/2fa/").status_code == 302
    assert _roles(cast.alice.account) == frozenset()
    with pytest.raises(NotValid):
        services.close_account(cast.jan.actor, cast.alice.account.pk, today=TODAY)
    with pytest.raises(NotValid):
        services.change_roles(
            cast.jan.actor, cast.alice.account.pk, roles=["controller"], starts_on=TODAY, today=TODAY
        )


def test_other_sessions_can_be_ended(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.alice.account)
    services.end_own_sessions(cast.alice.actor, today=TODAY)
    assert browser.get("/toegang/2fa/").status_code == 302


def test_a_second_invitation_is_for_who_has_no_password_yet(cast: Cast) -> None:
    account = _invite(cast.jan.actor, cast.alice.account.organisation).account
    assert services.invite_again(cast.jan.actor, account.pk, today=TODAY).path
    account.set_password(PASSWORD)
    account.save()
    with pytest.raises(NotValid, match="heeft al een wachtwoord"):
        services.invite_again(cast.jan.actor, account.pk, today=TODAY)


def test_a_password_is_given_in_a_demo_only_and_only_a_good_one(cast: Cast) -> None:
    alice = cast.alice.account
    with override_settings(DEMO=False), pytest.raises(NotAllowed):
        services.give_password(cast.jan.actor, alice.pk, password=PASSWORD, today=TODAY)
    with override_settings(DEMO=True):
        with pytest.raises(NotValid):
            services.give_password(cast.jan.actor, alice.pk, password="kort", today=TODAY)
        services.give_password(cast.jan.actor, alice.pk, password=PASSWORD, today=TODAY)
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_every_deed_leaves_one_entry_without_a_name_in_it(cast: Cast) -> None:
    account = _invite(cast.jan.actor, cast.alice.account.organisation).account
    services.change_roles(cast.jan.actor, account.pk, roles=["controller"], starts_on=TODAY, today=TODAY)
    services.reset_second_factor(cast.jan.actor, account.pk, today=TODAY)
    services.close_account(cast.jan.actor, account.pk, today=TODAY)
    entries = list(JournalEntry.objects.order_by("pk"))
    assert [entry.deed for entry in entries] == [
        "account.invite",
        "account.change_roles",
        "account.reset_second_factor",
        "account.close",
    ]
    for entry in entries:
        assert entry.actor_id == cast.jan.account.pk
        assert entry.subject_id == str(account.pk)
        assert "Nora" not in str(entry.detail)
        assert "nora" not in str(entry.detail)
