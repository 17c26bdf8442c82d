"""Signing in through the service of the own organisation, walked against one that runs on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client

from meedoen.access.models import Account, JournalEntry, Organisation
from tests.factories import access
from tests.factories.access import Cast
from tests.integration.access.service import CLIENT, SECRET, Service, new_key, running

pytestmark = pytest.mark.django_db

START = "/toegang/oidc/assen/login/"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return new_key()


@pytest.fixture
def service(key: rsa.RSAPrivateKey, settings: Any) -> Iterator[Service]:
    with running(key) as made:
        app = {
            "provider_id": "assen",
            "name": "Assen",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": made.issuer},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        made.claims = {"sub": "alice-7", "email": "iemand@anders.example", "amr": ["pwd", "mfa"]}
        yield made


@pytest.fixture
def alice(cast: Cast) -> Account:
    """Alice of Assen, invited under the mark that the service of Assen gives her."""
    organisation = cast.alice.account.organisation
    Organisation.objects.filter(pk=organisation.pk).update(sign_in_provider="assen")
    Account.objects.filter(pk=cast.alice.account.pk).update(invited_subject="alice-7")
    return Account.objects.get(pk=cast.alice.account.pk)


Walk = Callable[..., HttpResponse]


@pytest.fixture
def walk(service: Service, client: Client) -> Walk:
    """There and back; `between` may change what the browser brings home."""

    def walked(
        between: Callable[[str], str] = lambda address: address, *, start: str = START
    ) -> HttpResponse:
        out = client.get(start)
        assert out.status_code == 302, out.content[:400]
        home = urlsplit(between(service.authorise(out.headers["Location"])))
        return client.get(f"{home.path}?{home.query}")  # type: ignore[return-value]

    return walked


def _signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def _why(answer: HttpResponse) -> str:
    assert answer.status_code == 302
    return answer.headers["Location"].rstrip("/").rpartition("/")[2]


def test_who_was_invited_comes_in(alice: Account, walk: Walk, client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    answer = walk()
    assert answer.headers["Location"] == "/"
    assert _signed_in_as(client) == str(alice.pk)
    entry = JournalEntry.objects.get(deed="session.start")
    assert (entry.actor_id, entry.detail) == (alice.pk, {"by": "organisation"})
    # The service saw a second factor, so this site does not ask for one of its own.
    assert client.get("/toegang/2fa/totp/deactivate/").headers.get("Location") != "/toegang/2fa/"
    assert client.session["signed_in_by_organisation"] is True


def test_a_browser_is_sent_out_with_a_challenge(alice: Account, service: Service, client: Client) -> None:
    out = client.get(START + "?scope=admin&auth_params=redirect_uri%3Dhttps://kwaad.example")
    asked = parse_qs(urlsplit(out.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["redirect_uri"] == ["http://testserver/toegang/oidc/assen/login/callback/"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_no_setting_turns_pkce_off(
    alice: Account, service: Service, walk: Walk, client: Client, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["oauth_pkce_enabled"] = False
    walk()
    assert not service.refused
    assert _signed_in_as(client) == str(alice.pk)


def test_a_code_of_another_attempt_is_worth_nothing(
    alice: Account, service: Service, walk: Walk, client: Client
) -> None:
    stolen = urlsplit(service.authorise(Client().get(START).headers["Location"]))
    code = parse_qs(stolen.query)["code"][0]

    def swapped(address: str) -> str:
        own = parse_qs(urlsplit(address).query)["code"][0]
        return address.replace(own, code)

    assert _why(walk(swapped)) == "aanmelddienst"
    assert service.refused == ["wrong verifier"]
    assert _signed_in_as(client) is None


def test_an_answer_to_nobody_is_refused(alice: Account, service: Service, client: Client) -> None:
    home = urlsplit(service.authorise(Client().get(START).headers["Location"]))
    client.get(f"{home.path}?{home.query}")
    assert _signed_in_as(client) is None


def test_a_stranger_is_refused_even_with_a_known_address(
    alice: Account, service: Service, walk: Walk, client: Client
) -> None:
    service.claims |= {"sub": "bert-8", "email": alice.email, "email_verified": True}
    assert _why(walk()) == "onbekend"
    assert _signed_in_as(client) is None
    entry = JournalEntry.objects.get(deed="session.refuse")
    assert entry.organisation_id == alice.organisation_id
    assert entry.detail == {"why": "onbekend", "provider": "assen"}
    assert Account.objects.filter(invited_subject="bert-8").count() == 0


def test_the_subject_of_another_organisation_is_a_stranger(alice: Account, walk: Walk, cast: Cast) -> None:
    Account.objects.filter(pk=alice.pk).update(invited_subject="")
    Account.objects.filter(pk=cast.bob.account.pk).update(invited_subject="alice-7")
    assert _why(walk()) == "onbekend"


@pytest.mark.parametrize(
    "claims", [{"amr": ["pwd"]}, {"amr": None}, {"amr": None, "acr": "mfa"}, {"amr": "pwd"}]
)
def test_without_a_second_factor_nobody_comes_in(
    alice: Account, service: Service, walk: Walk, client: Client, claims: dict[str, Any]
) -> None:
    service.claims |= claims
    assert _why(walk()) == "tweede-stap"
    assert _signed_in_as(client) is None
    assert JournalEntry.objects.get(deed="session.refuse").subject_id == str(alice.pk)


@pytest.mark.parametrize(
    ("own", "claims"),
    [
        ({"second_factor_levels": ["urn:hoog"]}, {"amr": None, "acr": "urn:hoog"}),
        ({"second_factor_methods": ["otp", "hwk"]}, {"amr": ["hwk"]}),
        ({"require_second_factor": False}, {"amr": None}),
    ],
)
def test_a_service_may_say_it_otherwise(
    alice: Account,
    service: Service,
    walk: Walk,
    client: Client,
    settings: Any,
    own: dict[str, Any],
    claims: dict[str, Any],
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] |= own
    service.claims |= claims
    walk()
    assert _signed_in_as(client) == str(alice.pk)


def test_a_token_signed_by_someone_else_is_refused(
    alice: Account, service: Service, walk: Walk, client: Client
) -> None:
    service.signing = new_key()
    assert _why(walk()) == "aanmelddienst"
    assert _signed_in_as(client) is None


def test_a_token_for_another_site_is_refused(
    alice: Account, service: Service, walk: Walk, client: Client
) -> None:
    service.audience = "een-andere-toepassing"
    assert _why(walk()) == "aanmelddienst"
    assert _signed_in_as(client) is None


def test_two_voices_that_differ_are_refused(
    alice: Account, service: Service, walk: Walk, client: Client
) -> None:
    service.userinfo = {"sub": "bert-8"}
    assert _why(walk()) == "aanmelddienst"
    assert _signed_in_as(client) is None


def test_a_closed_account_stays_closed(alice: Account, walk: Walk, client: Client) -> None:
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    assert _why(walk()) == "gesloten"
    assert _signed_in_as(client) is None


def test_who_breaks_off_is_told_so(alice: Account, service: Service, client: Client) -> None:
    out = client.get(START)
    state = parse_qs(urlsplit(out.headers["Location"]).query)["state"][0]
    answer = client.get(f"{START}callback/?error=access_denied&state={state}")
    assert _why(answer) == "afgebroken"  # type: ignore[arg-type]


def test_nobody_links_a_service_to_another_account(
    alice: Account, walk: Walk, client: Client, cast: Cast
) -> None:
    client.force_login(cast.bob.account)
    walk(start=START + "?process=connect")
    # The walk is a sign-in, whatever the address asked: it ends as Alice, and Bob has no link.
    assert _signed_in_as(client) == str(alice.pk)
    from allauth.socialaccount.models import SocialAccount

    assert not SocialAccount.objects.exists()


def test_a_password_does_not_go_round_the_service(alice: Account, service: Service, client: Client) -> None:
    alice.set_password("vier-woorden-en-een-fiets")
    alice.save()
    answer = client.post("/toegang/login/", {"login": alice.email, "password": "vier-woorden-en-een-fiets"})
    assert _why(answer) == "elders"  # type: ignore[arg-type]
    assert _signed_in_as(client) is None


def test_a_service_that_no_organisation_has_is_not_there(service: Service, client: Client, db: None) -> None:
    assert client.get(START).status_code == 404


def test_the_sign_in_page_has_a_button_for_each_organisation_with_a_service(
    alice: Account, service: Service, client: Client
) -> None:
    page = client.get("/toegang/login/?next=/logboek/").content.decode()
    assert page.count(START) == 1
    assert f">{alice.organisation.name}<" in page.replace("\n", "").replace(" <", "<")
    Organisation.objects.filter(pk=alice.organisation_id).update(ends_before=access.TODAY)
    assert START not in client.get("/toegang/login/").content.decode()


@pytest.mark.parametrize(
    "why", ["onbekend", "gesloten", "tweede-stap", "elders", "afgebroken", "aanmelddienst"]
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(client: Client, db: None, why: str) -> None:
    answer = client.get(f"/toegang/geweigerd/{why}/")
    assert answer.status_code == 403
    assert "U bent niet aangemeld" in answer.content.decode()
