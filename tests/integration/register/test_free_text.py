"""Free text on its way to a row: a number is refused, the rest is asked once more and then written down."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from meedoen.access.actors import system
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.register.checks import NeedsConfirmation, NotPossible, together
from meedoen.register.free_text import KEEP_TEXT, warned, warned_all
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db
BSN = "111222333"


def test_ordinary_text_passes_in_silence(cast: Cast) -> None:
    """Nothing to ask, nothing to write down."""
    told = warned(cast.hans.actor, "Tilt tot 5 kg.", "note", ())
    assert (told.refusals, told.kept, told.detail) == ((), (), {})


def test_a_diagnosis_is_asked_once_more_with_something_to_write_instead(cast: Cast) -> None:
    """The question names the words and the remedy."""
    (question,) = warned(cast.hans.actor, "Heeft autisme", "note", ()).refusals
    assert isinstance(question, NeedsConfirmation)
    assert (question.code, question.field) == (KEEP_TEXT, "note")
    assert "autisme" in question.message
    assert "rustige ruimte" in question.message


def test_what_is_kept_all_the_same_is_known_by_its_kinds(cast: Cast) -> None:
    """The journal gets the kinds, never the words."""
    told = warned(cast.hans.actor, "Heeft autisme; moeder Anna belt.", "note", {KEEP_TEXT})
    assert told.refusals == ()
    assert told.detail == {"kept": ["diagnosis", "third_person"]}


def test_a_bsn_is_refused_whoever_confirms(cast: Cast) -> None:
    """It is never a question, and the refusal repeats no digit."""
    for accepted in ((), {KEEP_TEXT}):
        (refusal,) = warned(cast.hans.actor, f"nummer {BSN} en {BSN}", "note", accepted).refusals
        assert isinstance(refusal, NotPossible)
        assert not isinstance(refusal, NeedsConfirmation)
        assert BSN not in refusal.message
    assert warned(system("opdracht", "AM01"), f"nummer {BSN}", "note", ()).refusals


def test_texts_of_one_form_are_one_question(cast: Cast) -> None:
    """Two questions of one code could never both be answered."""
    told = warned_all(cast.hans.actor, {"likes": "adhd", "helps": "bel 06-12345678", "well": ""}, ())
    (question,) = told.refusals
    assert "adhd" in question.message
    assert "06-12345678" in question.message


def test_the_own_name_of_the_person_is_no_finding(cast: Cast) -> None:
    """Mevrouw Edens is who it is about."""
    assert not warned(cast.hans.actor, "Mevrouw Edens fietst", "note", (), ["Els Edens"]).refusals


class _NoteForm(DeedForm):
    note = forms.CharField()


def _asked(*accepted: str) -> _NoteForm:
    given = QueryDict(mutable=True)
    given["note"] = "Heeft autisme"
    given.setlist("accepted", list(accepted))
    return _NoteForm(given)


def _refusing(accepted: frozenset[str], more: list[NotPossible]) -> str:
    questions = [NeedsConfirmation(code, code) for code in ("one", "two") if code not in accepted]
    together([*questions, *more])
    return "done"


def test_two_questions_at_once_can_both_be_answered() -> None:
    """Each has its own box; what was answered before is carried along."""
    form = _asked()
    assert do(form, lambda accepted: _refusing(accepted, [])) is None
    assert [code for code, _message in form.questions] == ["one", "two"]
    assert not form.errors
    half = _asked("one")
    assert do(half, lambda accepted: _refusing(accepted, [])) is None
    assert half.confirmed == ["one"]
    assert do(_asked("one", "two"), lambda accepted: _refusing(accepted, [])) == "done"


def test_an_error_beside_a_question_stands_at_its_field() -> None:
    """First what is wrong is mended, then the question is put."""
    form = _asked()
    assert do(form, lambda accepted: _refusing(accepted, [NotPossible("fout", field="note")])) is None
    assert form.errors["note"] == ["fout"]
