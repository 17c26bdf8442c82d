"""What does not belong in free text: diagnoses, numbers that identify, other people, and discrimination."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Literal

from meedoen.primitives.bsn import passes_elfproef
from meedoen.rules.files import read_folder

Kind = Literal["diagnosis", "bsn", "phone", "email", "third_person", "discriminating"]

_LETTER = r"[^\W\d_]"
_GAP = r"[\s'’-]{1,3}"
# Nine digits in groups of two or more, or each apart; which of them are believable is checked afterwards.
_NINE = re.compile(
    r"(?<![0-9])(?=([0-9]{2}(?:[ .-]?[0-9]){7})(?![0-9]))"
    r"|(?<![0-9])(?<![0-9][ .-])(?=([0-9](?:[ .-][0-9]){8})(?![ .-]?[0-9]))"
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?![0-3][0-9][-/. ][01][0-9][-/. ][12][0-9]{3}(?![0-9]))"
    r"(?:(?:\+|00)31[ .\-]?(?:\(0\)[ ]?)?|\(?0)"
    r"(?:6[ .\-]{0,3}[1-58](?:[ .\-]?[0-9]){7}"
    r"|[1-57-9][0-9]{1,2}\)?[ .\-]{0,3}[0-9](?:[ .\-]?[0-9]){5,6})(?![0-9])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAME_PART = re.compile(_LETTER + r"(?:" + _LETTER + r"|['’-](?=" + _LETTER + r"))*")
_BEFORE_NAME = re.compile(r"\.?(?:[ \t]heet[ \t]|[ \t]genaamd[ \t]|:?[ \t]{1,2})['’]?")
_BETWEEN_NAMES = re.compile(r"\.?[ \t]?['’]?")
_PREFIXES = frozenset({"van", "de", "der", "den", "ten", "ter", "te", "het", "t", "el", "al", "ben", "la"})
_ABBREVIATED = frozenset({"dhr", "mw", "mevr", "mvr", "dr", "drs"})
_LONGEST_NAME = 7
# The kinds whose words stand in a list.
_LISTED: tuple[Kind, ...] = ("diagnosis", "discriminating")
_ENDED = "__ended"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something at `start` up to `end` of the text that does not belong there, and what to write instead."""

    kind: Kind
    start: int
    end: int
    words: str
    remedy: str


@dataclass(frozen=True)
class _Group:
    kind: Kind
    unless: re.Pattern[str] | None
    remedy: str


def check_free_text(text: str, *, names: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what does not belong in this text, in the order in which it stands there.

    `names`: who the text is about; their own names are no finding. A list of words finds much and never
    everything, so an empty answer is no proof.
    """
    # Sign by sign, so that a place in one is the same place in the other.
    plain = text if text.isascii() else _same_length(text, _plain_sign)
    folded = plain.lower() if text.isascii() else _same_length(text, _folded_sign)
    found = [
        *_words(text, plain, folded),
        *_numbers(text, plain),
        *_third_persons(text, plain, folded, names),
    ]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end, one.kind)))


def _same_length(text: str, sign: Callable[[str], str]) -> str:
    return "".join(map(sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    """Any digit as 0 to 9, any blank as a space and any dash as a hyphen; the rest as it is."""
    if sign.isascii():
        return sign
    digit = unicodedata.digit(sign, None)
    if digit is not None and unicodedata.category(sign) == "Nd":
        return str(digit)
    category = unicodedata.category(sign)
    return " " if category == "Zs" else "-" if category == "Pd" else sign


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    """A letter without accent and in lower case, always one sign."""
    plain = unicodedata.normalize("NFKD", _plain_sign(sign))[0].lower()
    return plain if len(plain) == 1 else sign


def _words(text: str, plain: str, folded: str) -> Iterator[Finding]:
    words, exact = _patterns()
    allowed: dict[str, list[tuple[int, int]]] = {}
    for match in (*words.finditer(folded), *exact.finditer(plain)):
        name = (match.lastgroup or "").removesuffix(_ENDED)
        group = _groups()[name]
        if name not in allowed:
            allowed[name] = [one.span() for one in group.unless.finditer(folded)] if group.unless else []
        start, end = match.span()
        if not _covers(allowed[name], start, end):
            yield Finding(group.kind, start, end, text[start:end], group.remedy)


def _covers(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of these spans, which follow each other, holds the whole of this one."""
    before = bisect_right(spans, start, key=itemgetter(0)) - 1
    return before >= 0 and end <= spans[before][1]


def _numbers(text: str, plain: str) -> Iterator[Finding]:
    for match in _NINE.finditer(plain):
        turn = 1 if match.group(1) else 2
        if _could_be_bsn(match.group(turn)):
            start, end = match.span(turn)
            yield Finding("bsn", start, end, text[start:end], _remedy("bsn"))
    for match in _PHONE.finditer(plain):
        yield Finding("phone", *match.span(), text[slice(*match.span())], _remedy("phone"))
    for match in _EMAIL.finditer(plain):
        yield Finding("email", *match.span(), text[slice(*match.span())], _remedy("email"))


def _could_be_bsn(written: str) -> bool:
    """Nine digits that pass the elfproef, in one group or in groups that people write: not two years and a
    digit, and not a day with something after it."""
    signs = {sign for sign in written if not sign.isdigit()}
    if len(signs) > 1 or not passes_elfproef("".join(sign for sign in written if sign.isdigit())):
        return False
    lengths = {len(part) for part in re.split(r"[ .-]", written)}
    return lengths == {1} or 1 not in lengths


def _third_persons(text: str, plain: str, folded: str, names: Collection[str]) -> Iterator[Finding]:
    own = {part for name in names for part in _parts(_same_length(name, _folded_sign))}
    for match in _relations().finditer(folded):
        gap = _BEFORE_NAME.match(plain, match.end())
        # A full stop ends the sentence, unless it ends an abbreviation.
        if gap is None or (gap.group().startswith(".") and match.group() not in _ABBREVIATED):
            continue
        start, end = gap.end(), _end_of_name(plain, gap.end())
        said = {part for part in _parts(folded[start:end]) if part not in _PREFIXES}
        if said and not said <= own:
            yield Finding("third_person", start, end, text[start:end], _remedy("third_person"))


def _end_of_name(plain: str, start: int) -> int:
    """Return where the name that starts here ends; `start` itself where none does."""
    end = position = start
    for _turn in range(_LONGEST_NAME):
        part = _NAME_PART.match(plain, position)
        if part is None:
            break
        word = part.group()
        if _is_capital(word):
            end = part.end()
        elif word.lower() not in _PREFIXES:
            break
        following = _BETWEEN_NAMES.match(plain, part.end())
        # Only after an initial does a full stop stand inside a name.
        if following is None or (following.group().startswith(".") and len(word) > 1):
            break
        position = following.end()
    return end


def _is_capital(word: str) -> bool:
    """A word as names are written: Jansen, or the initial J; not UWV, and no name of an organisation."""
    return word[0].isupper() and not (len(word) > 1 and word.isupper()) and word not in _no_names()


def _parts(folded: str) -> list[str]:
    return [match.group() for match in _NAME_PART.finditer(folded)]


@cache
def _book() -> Mapping[str, Any]:
    book: Mapping[str, Any] = read_folder("free_text")["words"]
    return book


def _remedy(kind: str) -> str:
    return str(_book()[kind]["remedy"])


@cache
def _no_names() -> frozenset[str]:
    return frozenset(_book()["third_person"]["no_names"])


@cache
def _relations() -> re.Pattern[str]:
    return _any_of(_book()["third_person"]["after"])


@cache
def _groups() -> Mapping[str, _Group]:
    return {
        name: _Group(
            kind,
            _any_of(map(str.lower, group["unless"])) if "unless" in group else None,
            str(group["remedy"]),
        )
        for kind in _LISTED
        for name, group in _book()[kind].items()
    }


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """All words at once: without regard to capitals and accents, and as they are written."""
    groups = [item for kind in _LISTED for item in _book()[kind].items()]
    begun = [(name, [word for word in group["words"] if word[0] != "*"]) for name, group in groups]
    # A word that may begin with anything has to be read whole, so these are tried last.
    ended = [(name + _ENDED, [word for word in group["words"] if word[0] == "*"]) for name, group in groups]
    exact = [(name, group.get("exact", [])) for name, group in groups]
    return _named([*begun, *ended]), _named(exact)


def _named(lists: list[tuple[str, list[str]]]) -> re.Pattern[str]:
    return _whole("|".join(f"(?P<{name}>{_written(words)})" for name, words in lists if words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return _whole(_written(words))


def _whole(written: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{written})(?![^\W_])")


def _written(words: Iterable[str]) -> str:
    """A pattern for these words, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(_GAP.join(_part(part) for part in re.split(r"[ '-]", word)) for word in longest)


def _part(part: str) -> str:
    if part == "#":
        return "[0-9]{1,3}"
    if part == "*":
        return _LETTER + "+"
    begin = _LETTER + "*" if part.startswith("*") else ""
    end = _LETTER + "*" if part.endswith("*") else ""
    return begin + re.escape(part.strip("*")) + end
