"""Looking a number up in the trade register, against a register of our own on this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from meedoen.exchange.kvk.choice import is_connected, trade_register
from meedoen.exchange.kvk.entry import KvkBranch, NotLookedUp
from meedoen.exchange.kvk.offline import Offline
from meedoen.exchange.kvk.online import Online

PROFILE = {
    "kvkNummer": "12345678",
    "naam": "Zorggroep Noord",
    "totaalWerkzamePersonen": 120,
    "materieleRegistratie": {"datumAanvang": "20100101"},
    "_embedded": {
        "hoofdvestiging": {
            "vestigingsnummer": "000011112222",
            "eersteHandelsnaam": "Zorggroep Noord",
            "adressen": [
                {"type": "correspondentieadres", "plaats": "Elders", "postcode": "1000AA"},
                {"type": "bezoekadres", "indAfgeschermd": "Nee", "plaats": "Assen", "postcode": "9401AB"},
            ],
        }
    },
}
BRANCHES = {
    "vestigingen": [
        {
            "vestigingsnummer": "000011112222",
            "eersteHandelsnaam": "Zorggroep Noord",
            "indHoofdvestiging": "Ja",
        },
        {
            "vestigingsnummer": "000033334444",
            "eersteHandelsnaam": "Huize Oost",
            "volledigAdres": "Dorpsstraat 12 9641AB Veendam",
        },
        {
            "vestigingsnummer": "000055556666",
            "eersteHandelsnaam": "Huize West",
            "volledigAdres": "Kerklaan 3 a Leek",
            "indAdresAfgeschermd": "Ja",
        },
    ]
}


class Register(ThreadingHTTPServer):
    """Answers by path; an answer is (status, content) or seconds to stay silent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Any] = {
            "/api/v1/basisprofielen/12345678": (200, json.dumps(PROFILE)),
            "/api/v1/basisprofielen/12345678/vestigingen": (200, json.dumps(BRANCHES)),
        }
        self.keys: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api"


class _Handler(BaseHTTPRequestHandler):
    server: Register

    def do_GET(self) -> None:
        self.server.keys.append(self.headers.get("apikey", ""))
        answer = self.server.answers.get(self.path, (404, '{"fout": []}'))
        if isinstance(answer, float):
            time.sleep(answer)
            return
        status, content = answer
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", content)
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def fake() -> Iterator[Register]:
    server = Register()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _online(fake: Register, seconds: float = 5) -> Online:
    return Online(fake.address + "/", "sleutel", seconds)


def test_an_entry_is_read_with_its_branches(fake: Register) -> None:
    entry = _online(fake).look_up("1234 5678")
    assert entry is not None
    assert (entry.number, entry.name, entry.headcount, entry.ended_on) == (
        "12345678",
        "Zorggroep Noord",
        120,
        None,
    )
    assert entry.branches == (
        KvkBranch("000011112222", "Zorggroep Noord", "Assen", "9401 AB", is_main=True),
        KvkBranch("000033334444", "Huize Oost", "Veendam", "9641 AB"),
        KvkBranch("000055556666", "Huize West"),
    )
    assert fake.keys == ["sleutel", "sleutel"]


def test_a_shielded_main_address_and_an_end_are_respected(fake: Register) -> None:
    main = {
        "vestigingsnummer": "000011112222",
        "adressen": [{"type": "bezoekadres", "indAfgeschermd": "Ja", "plaats": "Assen"}],
    }
    profile = {
        "naam": "Weg",
        "materieleRegistratie": {"datumEinde": "20180401"},
        "_embedded": {"hoofdvestiging": main},
    }
    fake.answers["/api/v1/basisprofielen/12345678"] = (200, json.dumps(profile))
    entry = _online(fake).look_up("12345678")
    assert entry is not None
    assert entry.ended_on == date(2018, 4, 1)
    assert entry.branches[0] == KvkBranch("000011112222", "", is_main=True)


def test_a_number_that_is_not_there_is_none(fake: Register) -> None:
    assert _online(fake).look_up("87654321") is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((401, "{}"), "laat ons niet toe"),
        ((403, "{}"), "laat ons niet toe"),
        ((429, "{}"), "te vaak opgezocht"),
        ((500, "oeps"), "een storing (500)"),
        ((200, "geen json"), "niet kunnen lezen"),
        ((200, "[1, 2]"), "niet kunnen lezen"),
        ((200, "[" * 100_000), "niet kunnen lezen"),
        ((200, " " * 2_000_001), "niet kunnen lezen"),
        ((302, "http://127.0.0.1:9/elders"), "een storing (302)"),
        (1.5, "op tijd"),
    ],
)
def test_what_goes_wrong_is_said_in_words(fake: Register, answer: Any, words: str) -> None:
    fake.answers["/api/v1/basisprofielen/12345678"] = answer
    with pytest.raises(NotLookedUp) as refusal:
        _online(fake, 0.5).look_up("12345678")
    assert words in refusal.value.message
    assert refusal.value.field == "kvk"
    assert "sleutel" not in refusal.value.message


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1", "http://127.0.0.1:1\x00", "ftp://register", "file:///etc/hostname", "x"]
)
def test_an_address_that_does_not_answer_is_no_fault_of_the_form(address: str) -> None:
    with pytest.raises(NotLookedUp):
        Online(address, "sleutel", 0.5).look_up("12345678")


@pytest.mark.parametrize(
    "strange",
    [
        {},
        {"naam": 12, "_embedded": [], "materieleRegistratie": "nee", "totaalWerkzamePersonen": "veel"},
        {"naam": "\x00", "_embedded": {"hoofdvestiging": {"vestigingsnummer": 3, "adressen": "x"}}},
        {
            "_embedded": {
                "hoofdvestiging": {"vestigingsnummer": "1", "adressen": [1, {"type": "bezoekadres"}]}
            }
        },
    ],
)
def test_a_strange_answer_is_read_as_far_as_it_goes(fake: Register, strange: Any) -> None:
    fake.answers["/api/v1/basisprofielen/12345678"] = (200, json.dumps(strange))
    fake.answers["/api/v1/basisprofielen/12345678/vestigingen"] = (200, '{"vestigingen": [null, 1, {}]}')
    entry = _online(fake).look_up("12345678")
    assert entry is not None
    assert (entry.name, entry.headcount) == ("", None)


def test_without_an_address_only_the_form_of_a_number_is_checked(settings: Any) -> None:
    assert not is_connected()
    register = trade_register()
    assert isinstance(register, Offline)
    with pytest.raises(NotLookedUp, match="niet opgezocht"):
        register.look_up("12345678")
    with pytest.raises(NotLookedUp, match="acht cijfers"):
        register.look_up("1234567")
    settings.KVK_ADDRESS, settings.KVK_KEY = "https://register.example/api", "sleutel"
    assert is_connected()
    assert isinstance(trade_register(), Online)
