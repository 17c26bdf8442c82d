"""Free text about people before it is kept: what is refused, what is asked once more, what is noted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.register.checks import NeedsConfirmation, NotPossible
from meedoen.rules.free_text import Finding, check_free_text

KEEP_TEXT = "keep_text"
# Enough to see what is meant; a text that is nothing but findings is not written out twice.
SHOWN = 5


@dataclass(frozen=True)
class Warned:
    """What is to be refused or asked, for `together`; and the kinds of what is kept all the same, sorted,
    for the journal's detail: `{"kept": [...]}` says that the actor chose “toch bewaren”."""

    refusals: tuple[Refused, ...]
    kept: tuple[str, ...]

    @property
    def detail(self) -> dict[str, list[str]]:
        """For the detail of the entry in the journal; empty where nothing was kept against advice."""
        return {"kept": list(self.kept)} if self.kept else {}


def warned(
    actor: Actor, text: str, field: str, accepted: Collection[str], names: Collection[str] = ()
) -> Warned:
    """Check one free text; `names` are the person's own and no finding."""
    return warned_all(actor, {field: text}, accepted, names)


def warned_all(
    actor: Actor, texts: Mapping[str, str], accepted: Collection[str], names: Collection[str] = ()
) -> Warned:
    """Check the free texts of one form, by field, with one question for all of them.

    A BSN is refused, whoever asks. Everything else is asked once more (`KEEP_TEXT`), and kept when the actor
    says so. The system itself is asked nothing: it has no one to answer.
    """
    own = [*names, actor.name]
    found = {field: check_free_text(text, names=own) for field, text in texts.items() if text}
    refusals: list[Refused] = [
        NotPossible(one.remedy, field=field)
        for field, findings in found.items()
        for one in findings
        if one.kind == "bsn"
    ]
    asked = {field: kept for field, findings in found.items() if (kept := _without_bsn(findings))}
    if asked and KEEP_TEXT not in accepted and actor.account_id is not None:
        refusals.append(NeedsConfirmation(KEEP_TEXT, _question(asked.values()), field=next(iter(asked))))
        return Warned(tuple(_once(refusals)), ())
    kinds = {one.kind for findings in asked.values() for one in findings}
    return Warned(tuple(_once(refusals)), tuple(sorted(kinds)))


def _without_bsn(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.kind != "bsn"]


def _once(refusals: Iterable[Refused]) -> list[Refused]:
    """One refusal for each field and message: three numbers in one text are one thing to mend."""
    return list({(one.field, one.message): one for one in refusals}.values())


def _question(lists: Iterable[list[Finding]]) -> str:
    by_remedy: dict[str, list[str]] = {}
    for findings in lists:
        for one in findings:
            words = by_remedy.setdefault(one.remedy, [])
            if one.words not in words:
                words.append(one.words)
    parts = []
    for remedy, words in list(by_remedy.items())[:SHOWN]:
        said = ", ".join(f"“{word}”" for word in words[:SHOWN])
        parts.append(_("%(words)s hoort hier niet. %(remedy)s") % {"words": said, "remedy": remedy})
    parts.append(_("Wilt u de tekst toch zo bewaren? Dat wordt opgeschreven."))
    return " ".join(parts)
