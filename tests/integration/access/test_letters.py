"""Letters go to a mail address or a mobile number, and never nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from meedoen.access.letters import send_letter, told_at
from meedoen.access.refusals import Refused
from meedoen.project.checks import a_text_message_knows_its_number


@pytest.mark.parametrize(
    "typed",
    ["0612345678", "06-1234 5678", "+31612345678", "0031 6 12345678", "(06) 12.34.56.78"],
)
def test_a_mobile_number_has_one_shape(typed: str) -> None:
    assert told_at(typed, "to") == "+31612345678"


@pytest.mark.parametrize(
    "typed",
    ["", "06", "bel mij", "a@b", "@", "+0612345678", "06\x00123456789", "٠٦١٢٣٤٥٦٧٨", f"a@{'ü' * 60}.nl"],
)
def test_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        told_at(typed, "to")
    assert refused.value.field == "to"


def test_a_letter_by_mail() -> None:
    send_letter("an@voorbeeld.nl", "Uw overeenkomst", "Lees en onderteken.")
    assert [(one.to, one.subject) for one in mail.outbox] == [(["an@voorbeeld.nl"], "Uw overeenkomst")]


def test_a_text_message_lands_in_a_folder_until_there_is_a_gateway(settings: Any, tmp_path: Path) -> None:
    settings.SMS_FOLDER = tmp_path / "sms"
    settings.SMS_ADDRESS = ""
    for _ in range(2):
        send_letter("+31612345678", "", "Lees en onderteken.")
    found = sorted((tmp_path / "sms").iterdir())
    assert len(found) == 2
    assert found[0].name.startswith("+31612345678")
    assert found[0].read_text(encoding="utf-8") == "Lees en onderteken."
    settings.SMS_ADDRESS = "{number}@sms.example.nl"
    send_letter("+31612345678", "Onderwerp", "Lees en onderteken.")
    assert [(one.to, one.subject) for one in mail.outbox] == [(["31612345678@sms.example.nl"], "")]


def test_a_gateway_without_a_place_for_the_number_is_said_at_the_start(settings: Any) -> None:
    settings.SMS_ADDRESS = "naar@sms.example.nl"
    assert [one.id for one in a_text_message_knows_its_number()] == ["meedoen.E006"]
    settings.SMS_ADDRESS = "{number}@sms.example.nl"
    assert a_text_message_knows_its_number() == []
