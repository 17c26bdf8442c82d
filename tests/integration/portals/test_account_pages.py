"""The pages of the sign-in library stand in our frame and speak Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.access import Cast, Member

pytestmark = pytest.mark.django_db


def page(client: Client, name: str) -> str:
    """The page behind this name, after the redirects that lead there."""
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_sign_in_page_is_ours(client: Client) -> None:
    html = page(client, "account_login")
    assert "<title>Inloggen · Meedoen</title>" in html
    assert html.count("<h1") == 1
    assert 'class="nl-skip-link' in html
    assert 'class="nl-button nl-button--primary"' in html
    assert "md-menu" not in html


def test_a_wrong_password_is_said_and_the_address_stays(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "carla@example.nl", "password": "fout"})
    html = answer.content.decode()
    assert "Er is 1 ding dat niet klopt" in html
    assert 'value="carla@example.nl"' in html
    assert "fout" not in re.findall(r'value="([^"]*)"', html)


@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "mfa_activate_totp", "account_logout"]
)
def test_the_pages_of_the_own_account(name: str, cast: Cast, sign_in: Callable[[Member], Client]) -> None:
    html = page(sign_in(cast.carla), name)
    assert html.count("<h1") == 1
    assert 'lang="nl"' in html
    assert "Carla" in html
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", html)
