"""The pages of Beheer, as those who open them see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from meedoen.access import journal, services
from meedoen.access.actors import actor_for, system
from meedoen.access.models import Account, JournalEntry, Organisation
from meedoen.portals.formats import whole
from meedoen.portals.layout import today
from tests.factories import access
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

SignIn = Callable[[access.Member], Client]


@pytest.fixture
def jan(cast: Cast, sign_in: SignIn) -> Client:
    """The administrator of the region."""
    return sign_in(cast.jan)


@pytest.fixture
def local(cast: Cast, sign_in: SignIn) -> Client:
    """The administrator of Assen alone."""
    account = access.account("Anna Assen", "administrator", at=cast.alice.account.organisation)
    return sign_in(access.Member(account, actor_for(account, access.TODAY)))


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def test_organisations_stand_on_the_map_of_the_chosen_day(jan: Client) -> None:
    services.register_region_organisations(system("opdracht", "AM01"), region="AM01", today=today())
    then, now = (_text(jan, f"/organisaties/?dag={day}") for day in ("2017-12-31", "2021-01-01"))
    assert "Haren" in then
    assert "Eemsdelta </th>" not in then.replace("Eemsdelta<", "Eemsdelta <")
    assert "t/m 31 december 2018" in then
    assert "Appingedam, Delfzijl, Loppersum" in now
    assert "Haren </th>" not in now.replace("Haren<", "Haren <")


def test_a_day_that_is_none_is_refused_in_words(jan: Client) -> None:
    assert "is geen datum" in _text(jan, "/organisaties/?dag=31-12-2017")


def test_an_organisation_is_registered_and_ended(jan: Client) -> None:
    given = {"name": "Nieuwe school", "kind": "school", "starts_on": "2020-01-01"}
    assert jan.post("/organisaties/nieuw/", given).status_code == 302
    made = Organisation.objects.get(name="Nieuwe school")
    assert made.region == "AM01"
    assert "er is al een organisatie" in jan.post("/organisaties/nieuw/", given).content.decode().lower()
    where = f"/organisaties/{made.pk}/einde/"
    assert "ligt niet na de begindatum" in jan.post(where, {"ends_before": "2019-01-01"}).content.decode()
    assert jan.post(where, {"ends_before": "2021-01-01"}).status_code == 302
    made.refresh_from_db()
    assert made.ends_before == date(2021, 1, 1)
    assert "U hoeft niets te doen" in _text(jan, where)


def test_accounts_left_behind_are_moved_from_the_page(jan: Client, cast: Cast) -> None:
    old = access.organisation("Oud")
    Organisation.objects.filter(pk=old.pk).update(
        ends_before=access.TODAY, successor=cast.bob.account.organisation
    )
    who = access.account("Otto Oud", at=old)
    assert "Accounts verhuizen naar Veendam" in _text(jan, f"/organisaties/{old.pk}/einde/")
    jan.post(f"/organisaties/{old.pk}/verhuizen/")
    who.refresh_from_db()
    assert who.organisation == cast.bob.account.organisation


def test_an_invitation_shows_its_link_once_and_is_sent(jan: Client, cast: Cast) -> None:
    given = {
        "name": "Nora Nieuw",
        "email": "nora@gemeente.example",
        "organisation": cast.alice.account.organisation.pk,
        "roles": ["consulent"],
    }
    page = jan.post("/mensen-met-toegang/uitnodigen/", given).content.decode()
    (link,) = re.findall(r'value="(http://testserver/toegang/password/reset/key/[^"]+)"', page)
    assert link in mail.outbox[0].body
    account = Account.objects.get(email="nora@gemeente.example")
    assert "uitgenodigd" in _text(jan, "/mensen-met-toegang/?zoek=nora")
    assert link not in _text(jan, f"/mensen-met-toegang/{account.pk}/")
    again = jan.post(f"/mensen-met-toegang/{account.pk}/opnieuw/").content.decode()
    assert "/toegang/password/reset/key/" in again


def test_what_was_typed_stays_and_the_refusal_stands_at_its_field(jan: Client, cast: Cast) -> None:
    given = {
        "name": "Nora Nieuw",
        "email": cast.bob.account.email,
        "organisation": cast.alice.account.organisation.pk,
    }
    page = jan.post("/mensen-met-toegang/uitnodigen/", given).content.decode()
    assert 'value="Nora Nieuw"' in page
    assert 'id="id_email-error"' in page
    assert "Er is al een account met dit e-mailadres" in page


def test_an_administrator_is_offered_the_own_organisation_only(local: Client, cast: Cast) -> None:
    page = _text(local, "/mensen-met-toegang/uitnodigen/")
    organisations = re.findall(r'<option value="\d+"[^>]*>([^<]+)</option>', page)
    assert [one.strip() for one in organisations] == ["Assen"]
    given = {"name": "N", "email": "n@x.example", "organisation": cast.bob.account.organisation.pk}
    local.post("/mensen-met-toegang/uitnodigen/", given)
    assert not Account.objects.filter(email="n@x.example").exists()


def test_someone_of_another_organisation_is_not_there(local: Client, cast: Cast) -> None:
    bob = cast.bob.account.pk
    for part in ("", "rollen/", "afsluiten/"):
        assert local.get(f"/mensen-met-toegang/{bob}/{part}").status_code == 404
    for part in ("afsluiten/", "tweede-stap/", "opnieuw/"):
        assert local.post(f"/mensen-met-toegang/{bob}/{part}").status_code == 404


def test_roles_are_changed_and_the_old_ones_stay_readable(jan: Client, cast: Cast) -> None:
    alice = cast.alice.account.pk
    given = {"roles": ["controller"], "starts_on": today().isoformat()}
    assert jan.post(f"/mensen-met-toegang/{alice}/rollen/", given).status_code == 302
    page = _text(jan, f"/mensen-met-toegang/{alice}/")
    assert "controller" in page
    assert "accountmanager" in page
    assert "De rollen van Alice Aalders zijn veranderd" in page


def test_nobody_is_offered_to_change_the_own_account(jan: Client, cast: Cast) -> None:
    own = cast.jan.account.pk
    assert "Rollen veranderen" not in _text(jan, f"/mensen-met-toegang/{own}/")
    given = {"roles": ["controller"], "starts_on": today().isoformat()}
    page = jan.post(f"/mensen-met-toegang/{own}/rollen/", given).content.decode()
    assert "Dit is uw eigen account" in page


def test_access_is_closed_after_a_question(jan: Client, cast: Cast) -> None:
    where = f"/mensen-met-toegang/{cast.alice.account.pk}/afsluiten/"
    assert "wordt meteen afgemeld" in _text(jan, where)
    jan.post(where)
    assert not Account.objects.get(pk=cast.alice.account.pk).is_active
    assert "Dit account is gesloten" in _text(jan, f"/mensen-met-toegang/{cast.alice.account.pk}/")


def test_an_auditor_sees_who_has_access_and_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    farid = sign_in(cast.farid)
    page = _text(farid, "/mensen-met-toegang/")
    assert "Alice Aalders" in page
    assert "Iemand uitnodigen" not in page
    assert farid.post(f"/mensen-met-toegang/{cast.alice.account.pk}/afsluiten/").status_code == 403
    assert Account.objects.get(pk=cast.alice.account.pk).is_active


def test_the_auditor_sees_who_looked(cast: Cast, sign_in: SignIn) -> None:
    journal.enter(cast.alice.actor, "person.see", "person", "4711", is_look=True)
    journal.enter(cast.alice.actor, "placement.register", "placement", "88")
    farid = sign_in(cast.farid)
    page = _text(farid, "/logboek/")
    assert "kandidaat bekeken" in page
    assert "kandidaat 4711" in page
    assert "gekeken</span>" in page
    assert "plaatsing geregistreerd" in page
    looked = _text(farid, "/logboek/?toon=gekeken&soort=person&nummer=4711")
    assert "kandidaat 4711" in looked
    assert "plaatsing 88" not in looked
    assert "Geen regels" in _text(farid, "/logboek/?wie=niemand")
    assert "Dit is geen datum" in _text(farid, "/logboek/?dag=gisteren")


def test_the_journal_says_how_far_its_chain_holds(cast: Cast, sign_in: SignIn) -> None:
    farid = sign_in(cast.farid)
    assert "nog leeg" in _text(farid, "/logboek/")
    journal.enter(cast.alice.actor, "placement.register", "placement", "88")
    last = JournalEntry.objects.get()
    page = _text(farid, "/logboek/")
    assert f"De keten klopt t/m regel {whole(last.pk)} van" in page
    assert "Het is de enige regel" in page


def test_a_long_journal_is_followed_in_part_and_whole_when_asked(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meedoen.portals.desk.access.FOLLOWED", 5)
    journal.enter_many(
        cast.alice.actor, (journal.Note("person.register", "person", str(n)) for n in range(60))
    )
    farid = sign_in(cast.farid)
    page = _text(farid, "/logboek/")
    assert "De laatste 5 regels zijn nagegaan" in page
    assert "De hele keten nagaan" in page
    onward = re.search(r'href="(\?[^"]*voor=\d+)"', page)
    assert onward is not None
    assert "kandidaat 0" in _text(farid, "/logboek/" + onward.group(1).replace("&amp;", "&"))
    assert "Alle 60 regels zijn nagegaan" in farid.post("/logboek/").content.decode()


def test_a_broken_chain_is_said_on_the_page(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.enter(cast.alice.actor, "placement.register", "placement", "88")
    monkeypatch.setattr("meedoen.access.journal.GENESIS", "1" * 64)
    assert "De keten is verbroken bij regel" in _text(sign_in(cast.farid), "/logboek/")


def test_everyone_with_a_role_sees_the_own_access(cast: Cast, sign_in: SignIn) -> None:
    page = _text(sign_in(cast.alice), "/mijn-toegang/")
    assert "accountmanager" in page
    assert "Overal elders afmelden" in page
    assert sign_in(cast.greta).get("/mijn-toegang/").status_code == 403


NINES = "9" * 5000


@pytest.mark.parametrize(
    "address",
    [
        "/logboek/?dag=9999-12-31",
        "/logboek/?dag=0001-01-01",
        f"/logboek/?dag={NINES}",
        f"/logboek/?voor={NINES}",
        "/logboek/?voor=9223372036854775808",
        "/logboek/?voor=%D9%A3",
        "/logboek/?wie=%00&nummer=%00&soort=%00",
        f"/mensen-met-toegang/?na=x~{NINES}",
        "/mensen-met-toegang/?na=x~99999999999999999999",
        "/mensen-met-toegang/?na=%00~1",
        "/mensen-met-toegang/?zoek=a%00b",
        "/organisaties/?regio=%00",
        "/organisaties/?regio=AM01%00",
        "/organisaties/?dag=%00",
        "/organisaties/?dag=9999-12-31",
        "/organisaties/?dag=0001-01-01",
        "/doelenboek/?gebied=%00",
        "/publicaties/?figure=%00&area=a%00b&status=%00",
    ],
)
def test_no_address_breaks_a_page(jan: Client, address: str) -> None:
    assert jan.get(address).status_code == 200


def test_signs_that_cannot_be_seen_do_not_stand_in_the_way(jan: Client) -> None:
    assert "Alice Aalders" in _text(jan, "/mensen-met-toegang/?zoek=Al%00ice")
    assert "Veendam" in _text(jan, "/organisaties/?regio=AM01%00")
    assert "Dit is geen datum" in _text(jan, "/logboek/?dag=9999-12-31")
