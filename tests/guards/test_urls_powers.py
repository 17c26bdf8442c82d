"""Every address has a row in the power matrix, and answers every one of the cast as that row says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meedoen.access.models import Account
from meedoen.access.powers import POWERS
from tests.factories.access import CAST, Cast
from tests.guards import addresses
from tests.guards.addresses import Address

# The only pages outside the entrance that someone who is not signed in may see.
OPEN_TO_ALL = frozenset(
    {
        "accessibility",
        # Who has the link may answer; nothing else is asked, and it names nobody who did not agree.
        "answer",
        "check",
        # Whoever is searched for may read how.
        "how-we-match",
        "how-we-match-file",
        "language",
        "privacy",
        # Who has the link may sign: it went to the address of that side.
        "sign",
        "sign-pdf",
        # The law is public, and every amount that someone computes leads to it.
        "parameter",
        "parameter-export",
        "rulebook",
        "rulebook-changes",
        "rulebook-differences",
        "rulebook-export",
        "calculate-beschut-werk",
        "calculate-comparison",
        "calculate-instruments",
        "calculate-job",
        "calculate-lks",
        "calculate-lkv",
        "calculate-quotum",
        "calculators",
        "local-municipalities",
        "local-municipality",
    }
)
# What the entrance answers without a session; the rest of it is closed or not offered.
ENTRANCE = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
}


def _ids(address: Address) -> str:
    return address.name or address.route


@pytest.mark.parametrize("address", [a for a in addresses.addresses() if not a.is_entrance], ids=_ids)
def test_every_page_has_a_power_that_the_matrix_knows(address: Address) -> None:
    """A page without one would be open to whoever signs in."""
    if address.name in OPEN_TO_ALL:
        assert address.power is None
    else:
        assert address.power in POWERS, f"{address.route} asks for {address.power!r}"
    assert address.name, f"{address.route} has no name"


def test_addresses_are_in_use_once() -> None:
    """Two pages under one name: one of them can't be reached by name."""
    names = [address.name for address in addresses.addresses() if not address.is_entrance]
    assert len(names) == len(set(names))


# Many pages on the same rows: making the rows anew for each page would take longer than asking it.
HEAPS = [pytest.param(heap, id=heap[0].name) for heap in addresses.heaps(addresses.desk())]


@pytest.mark.django_db
@pytest.mark.parametrize("heap", HEAPS)
def test_the_answer_to_each_of_the_cast_is_the_row_of_the_matrix(
    heap: tuple[Address, ...], cast: Cast, client: Client
) -> None:
    """403 if and only if the matrix says no; what exists but may not be seen answers 404."""
    world = addresses.world()
    paths = [(address, address.path(world)) for address in heap]
    wrong = []
    for name in CAST:
        member = cast.named(name)
        client.force_login(member.account)
        for address, path in paths:
            status = _ask(client, address, path).status_code
            may = addresses.allowed(address, member.actor.roles)
            if (status == 403) is may or status >= 500:
                wrong.append((path, name, status, "may" if may else "may not"))
    assert not wrong


@pytest.mark.django_db
def test_nobody_sees_a_page_of_the_desk_without_signing_in(client: Client) -> None:
    """Closed by default."""
    world = addresses.world()
    for address in addresses.desk():
        answer = _ask(client, address, address.path(world))
        assert answer.status_code == 302, address.route
        assert answer.headers["Location"].startswith("/toegang/"), address.route


def _ask(client: Client, address: Address, path: str) -> Any:
    return client.get(path) if "GET" in address.methods else client.post(path)


PLAIN = [a for a in addresses.addresses() if a.is_entrance and not set(a.route) & set("<^(")]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PLAIN, ids=_ids)
def test_the_entrance_is_closed_but_for_signing_in(address: Address, client: Client) -> None:
    """Whatever a new version of the library adds is closed until it is named here."""
    answer = client.get(f"/{address.route}")
    if address.name in ENTRANCE:
        assert answer.status_code in {200, 302}
    else:
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/toegang/login/")
        assert to_sign_in or answer.status_code == 404, answer.status_code


@pytest.mark.django_db
def test_nobody_makes_an_account_for_himself(client: Client) -> None:
    """Accounts are invited; the sign-up page takes nothing."""
    assert b'type="password"' not in client.get("/toegang/signup/").content
    client.post("/toegang/signup/", {"email": "iemand@voorbeeld.example", "password1": "lang-en-zeldzaam-9"})
    assert not Account.objects.filter(email="iemand@voorbeeld.example").exists()
