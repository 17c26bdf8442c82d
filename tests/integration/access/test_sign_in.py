"""Signing in with a password and a second factor, and what is closed around it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from meedoen.access import second_factor
from meedoen.access.models import Account, JournalEntry
from meedoen.portals import entrance
from meedoen.project import settings as product
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

PASSWORD = "vier-woorden-en-een-fiets"


@pytest.fixture(autouse=True)
def _fresh_counters() -> Iterator[None]:
    """Every test starts without failed attempts."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def alice(cast: Cast) -> Account:
    cast.alice.account.set_password(PASSWORD)
    cast.alice.account.save()
    return cast.alice.account


def _try(account: Account, password: str, client: Client | None = None, **more: Any) -> Client:
    browser = client or Client(**more)
    browser.post("/toegang/login/", {"login": account.email, "password": password})
    return browser


def _is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def _deeds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("deed", flat=True))


def _code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


def test_coming_and_going_is_written_down(alice: Account) -> None:
    browser = _try(alice, PASSWORD)
    assert _is_in(browser)
    browser.post("/toegang/logout/")
    assert not _is_in(browser)
    assert _deeds() == ["session.start", "session.end"]
    entry = JournalEntry.objects.first()
    assert entry is not None
    assert (entry.actor_id, entry.organisation_id) == (alice.pk, alice.organisation_id)


def test_the_address_is_the_same_in_capitals(alice: Account) -> None:
    browser = Client()
    browser.post("/toegang/login/", {"login": alice.email.upper(), "password": PASSWORD})
    assert _is_in(browser)


def test_a_failure_is_written_down_without_what_was_typed(alice: Account) -> None:
    _try(alice, "verkeerd-wachtwoord")
    entry = JournalEntry.objects.get()
    assert (entry.deed, entry.actor_id, entry.subject_id) == ("session.fail", None, str(alice.pk))
    assert entry.organisation_id == alice.organisation_id
    Client().post("/toegang/login/", {"login": "niemand@elders.example", "password": "verkeerd"})
    unknown = JournalEntry.objects.latest("pk")
    assert (unknown.subject_id, unknown.organisation_id) == ("", None)
    written = " ".join(str(vars(one)) for one in JournalEntry.objects.all())
    assert "verkeerd" not in written
    assert "elders.example" not in written


def test_after_five_failures_the_right_password_is_refused_too(alice: Account, cast: Cast) -> None:
    for _attempt in range(5):
        _try(alice, "verkeerd-wachtwoord")
    assert not _is_in(_try(alice, PASSWORD))
    assert _deeds().count("session.lock_out") == 1
    # Trying on leaves no more entries, so that nobody can fill the journal.
    _try(alice, PASSWORD)
    assert _deeds().count("session.lock_out") == 1
    cast.bob.account.set_password(PASSWORD)
    cast.bob.account.save()
    assert _is_in(_try(cast.bob.account, PASSWORD))


def test_four_failures_do_not_lock_out(alice: Account) -> None:
    for _attempt in range(4):
        _try(alice, "verkeerd-wachtwoord")
    assert _is_in(_try(alice, PASSWORD))


def test_another_name_of_the_site_gives_no_more_tries(alice: Account) -> None:
    for number in range(5):
        _try(alice, "verkeerd-wachtwoord", headers={"host": ("localhost", "127.0.0.1")[number % 2]})
    assert not _is_in(_try(alice, PASSWORD, headers={"host": "testserver"}))


def test_a_quarter_of_an_hour_later_the_lock_is_off(alice: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    for _attempt in range(5):
        _try(alice, "verkeerd-wachtwoord")
    now = time.time()
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 14 * 60)
    assert not _is_in(_try(alice, PASSWORD))
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 15 * 60 + 1)
    assert _is_in(_try(alice, PASSWORD))


def test_the_failures_are_counted_for_all_workers_together() -> None:
    assert product.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert product.ACCOUNT_RATE_LIMITS["login_failed"].endswith("5/15m/key")


def test_the_product_asks_for_a_second_factor() -> None:
    source = Path(product.__file__).read_text("utf-8")
    assert 'REQUIRE_SECOND_FACTOR = env.bool("MEEDOEN_REQUIRE_SECOND_FACTOR", default=True)' in source


def test_without_a_second_factor_there_is_one_thing_to_do(alice: Account, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    browser = _try(alice, PASSWORD)
    for address in (
        "/mijn-toegang/",
        "/organisaties/",
        "/toegang/2fa/recovery-codes/",
        "/toegang/password/change/",
    ):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/toegang/2fa/"), address
    assert browser.post("/mijn-toegang/").headers["Location"] == "/toegang/2fa/"
    assert browser.get("/toegang/2fa/").status_code == 200
    for name in ("privacy", "accessibility"):
        assert browser.get(reverse(name)).status_code == 200, name
    browser.post(reverse("language"), {"language": "en"})
    assert 'lang="en"' in browser.get(reverse("privacy")).content.decode()
    assert browser.post("/toegang/logout/").headers["Location"] == "/toegang/login/"


def test_setting_one_up_opens_the_rest(
    alice: Account, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    browser = _try(alice, PASSWORD)
    where = "/toegang/2fa/totp/activate/"
    secret = browser.get(where).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(where, {"code": _code(secret)}).status_code == 302
    assert browser.get("/mijn-toegang/").status_code == 200
    assert "second_factor.add" in _deeds()
    kept = Authenticator.objects.get(user=alice, type="totp").data["secret"]
    assert secret not in str(kept)


def test_who_came_in_a_while_ago_proves_it_again(
    alice: Account, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    browser, where = _try(alice, PASSWORD), "/toegang/2fa/totp/activate/"
    now = time.time()
    monkeypatch.setattr("meedoen.access.sign_in.time.time", lambda: now + 301)
    answer = browser.get(where)
    assert answer.headers["Location"].startswith("/toegang/reauthenticate/")
    browser.post(answer.headers["Location"], {"password": PASSWORD})
    assert browser.get(where).status_code == 200


def test_the_second_factor_is_asked_for_each_time(alice: Account, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)
    RecoveryCodes.activate(alice)
    browser = _try(alice, PASSWORD)
    assert not _is_in(browser)
    browser.post("/toegang/2fa/authenticate/", {"code": "000000"})
    assert not _is_in(browser)
    browser.post("/toegang/2fa/authenticate/", {"code": _code(secret)})
    assert _is_in(browser)
    assert browser.get("/mijn-toegang/").status_code == 200


def test_nobody_removes_the_last_second_factor(alice: Account, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    kept = TOTP.activate(alice, generate_totp_secret()).instance
    from allauth.mfa.adapter import get_adapter

    assert not get_adapter().can_delete_authenticator(kept)
    settings.REQUIRE_SECOND_FACTOR = False
    assert get_adapter().can_delete_authenticator(kept)


def test_recovery_codes_alone_are_no_second_factor(alice: Account) -> None:
    RecoveryCodes.activate(alice)
    assert second_factor.kinds_of([alice.pk]) == {}
    TOTP.activate(alice, generate_totp_secret())
    assert "totp" in second_factor.kinds_of([alice.pk])[alice.pk]


def test_a_closed_account_does_not_come_in(alice: Account) -> None:
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    browser = Client()
    answer = browser.post("/toegang/login/", {"login": alice.email, "password": PASSWORD})
    assert not _is_in(browser)
    assert answer.headers["Location"] == "/toegang/geweigerd/gesloten/"
    assert _deeds() == ["session.fail"]
    # Who does not know the password does not learn that the account is closed.
    unknown = browser.post("/toegang/login/", {"login": alice.email, "password": "verkeerd-wachtwoord"})
    assert unknown.status_code == 200


def test_a_new_password_is_written_down_and_ends_other_sessions(alice: Account) -> None:
    elsewhere, here = _try(alice, PASSWORD), _try(alice, PASSWORD)
    new = "een-ander-lang-geheim-7"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/toegang/password/change/", given).status_code == 302
    assert here.get("/mijn-toegang/").status_code == 200
    assert elsewhere.get("/mijn-toegang/").status_code == 302
    assert "password.change" in _deeds()


def test_signing_out_elsewhere_leaves_this_session(alice: Account) -> None:
    elsewhere, here = _try(alice, PASSWORD), _try(alice, PASSWORD)
    assert here.post("/mijn-toegang/").status_code == 302
    assert here.get("/mijn-toegang/").status_code == 200
    assert elsewhere.get("/mijn-toegang/").status_code == 302


@pytest.mark.parametrize("password", ["kort", "wachtwoord", "123456789012", "alice.aalders"])
def test_a_weak_password_is_not_taken(alice: Account, password: str) -> None:
    browser = _try(alice, PASSWORD)
    given = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    browser.post("/toegang/password/change/", given)
    alice.refresh_from_db()
    assert not alice.check_password(password)


CLOSED = (
    "account_signup",
    "account_email",
    "account_inactive",
    "account_set_password",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
    "socialaccount_login_error",
    "socialaccount_login_cancelled",
)


@pytest.mark.parametrize("name", CLOSED)
def test_pages_that_are_not_offered_are_not_there(alice: Account, name: str) -> None:
    address = reverse(name)
    assert Client().get(address).status_code == 404
    assert _try(alice, PASSWORD).post(address).status_code == 404


def _walk(entries: Any) -> Iterator[Any]:
    for entry in entries:
        yield from _walk(entry.url_patterns) if hasattr(entry, "url_patterns") else [entry]


def test_every_page_of_the_library_is_offered_by_name_or_closed() -> None:
    known = entrance.OFFERED | entrance.REPLACED.keys()
    everything = {entry.name: entry.callback for entry in _walk(entrance.urlpatterns)}
    open_names = {name for name, view in everything.items() if view is not entrance.not_offered}
    assert open_names == known | {"sign_in_refused"}
    assert set(CLOSED) <= {str(name) for name, view in everything.items() if view is entrance.not_offered}
