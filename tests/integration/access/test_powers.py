"""The power matrix: every deed is known, and an auditor writes nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import meedoen
from meedoen.access.deeds import EVENTS, LABELS, deed_label, subject_label
from meedoen.access.models import Role
from meedoen.access.powers import POWERS, may, require
from meedoen.access.refusals import NotAllowed
from tests.factories.access import Cast

SOURCE = Path(meedoen.__file__).parent
READS = {"see", "list", "rows", "download", "looks", "notices", "compare"}


def _first_words(*calls: str) -> set[str]:
    """The deeds that the product names when it asks for a power or writes in the journal."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func).split(".")[-1] not in calls:
                continue
            given = [*node.args[:2], *(word.value for word in node.keywords if word.arg == "power")]
            found |= {
                one.value
                for one in given
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and "." in one.value
            }
    return found


def test_every_role_in_the_matrix_exists() -> None:
    assert set().union(*POWERS.values()) == set(Role.values)


def test_every_power_that_is_asked_for_is_in_the_matrix() -> None:
    asked = {one for one in _first_words("require", "may", "page") if not one.endswith(".html")}
    assert "account.invite" in asked
    assert asked <= POWERS.keys()


def test_everything_in_the_journal_has_words() -> None:
    written = _first_words("enter", "Note", "note", "note_failure")
    assert {"account.invite", "session.start", "session.lock_out"} <= written
    assert written <= LABELS.keys() | EVENTS.keys()


def test_every_deed_has_dutch_words_of_its_own() -> None:
    assert LABELS.keys() >= POWERS.keys()
    assert not LABELS.keys() & EVENTS.keys()
    words = [deed_label(deed) for deed in (*LABELS, *EVENTS)]
    assert len(words) == len(set(words))
    assert deed_label("placement.register") == "plaatsing geregistreerd"
    assert deed_label("iets.van_vroeger") == "iets.van_vroeger"
    assert subject_label("person") == "kandidaat"


def test_an_auditor_holds_no_power_to_write() -> None:
    held = {deed for deed, roles in POWERS.items() if Role.AUDITOR in roles}
    writing = {deed for deed in held if deed.partition(".")[2] not in READS}
    # The own sessions are everyone's to end, and the own views of a list everyone's to keep.
    assert writing == {"own_access.manage", "view.keep"}
    assert {"journal.see", "account.list", "person.see"} <= held


def test_only_administrators_decide_about_access() -> None:
    about_access = {deed for deed in POWERS if deed.startswith(("account.", "organisation."))}
    for deed in about_access - {"account.list", "organisation.list"}:
        assert POWERS[deed] == {Role.ADMINISTRATOR}, deed


def test_an_administrator_sees_no_candidate() -> None:
    held = {deed for deed, roles in POWERS.items() if Role.ADMINISTRATOR in roles}
    assert not {deed for deed in held if deed.startswith(("person.", "placement.", "registration."))}


@pytest.mark.django_db
def test_who_has_no_role_may_nothing(cast: Cast) -> None:
    assert not [deed for deed in POWERS if may(cast.greta.actor, deed)]
    with pytest.raises(NotAllowed, match="Met uw rol"):
        require(cast.greta.actor, "today.see")


def test_a_power_that_nobody_wrote_down_is_an_error() -> None:
    from meedoen.access.actors import system

    with pytest.raises(KeyError):
        may(system("opdracht", "AM01"), "iets.onbekends")
