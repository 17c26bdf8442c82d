"""What the rule book and the map answer when they don't know."""

from __future__ import annotations

from datetime import date

from meedoen.primitives.period import Period, day_in_words


class UnknownParameter(LookupError):
    """No regeling has a parameter with this path."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"Het regelboek kent “{self.path}” niet. Kijk in het regelboek hoe de parameter heet."


class NoValueForThisDay(LookupError):
    """The series of `path` does not reach `day`, or says openly that the value is unknown then."""

    def __init__(
        self, path: str, day: date, first: date, last: date | None, why: str = "", title: str = ""
    ) -> None:
        super().__init__(path, day, first, last, why, title)
        self.path = path
        self.title = title
        self.day = day
        self.first = first
        self.last = last
        self.why = why

    def __str__(self) -> str:
        day = day_in_words(self.day)
        named = f"“{self.title}” ({self.path})" if self.title else f"“{self.path}”"
        if self.why:
            return f"Geen waarde voor deze dag: {named} is op {day} niet bekend. Reden: {self.why}"
        reach = f"vanaf {day_in_words(self.first)}"
        if self.last is not None:
            reach = f"van {day_in_words(self.first)} t/m {day_in_words(self.last)}"
        return (
            f"Geen waarde voor deze dag: {named} is op {day} niet bekend, de reeks loopt {reach}. "
            "Kies een dag daarbinnen, of vul het regelboek aan met een bron."
        )


class BrokenRuleBook(ValueError):
    """The files of the rule book contradict themselves; nothing is read from them."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "Het regelboek is niet in orde:\n" + "\n".join(f"- {problem}" for problem in self.problems)


class UnknownPlace(LookupError):
    """The map has no region or municipality with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"De kaart kent “{self.code}” niet. Gebruik een code als AM01 (regio) of GM0014 (gemeente)."


class PlaceNotOnThisDay(LookupError):
    """The place is known, but did not exist yet on `day`, or has no successor that did."""

    def __init__(self, code: str, name: str, day: date, known: Period) -> None:
        super().__init__(code, name, day, known)
        self.code = code
        self.name = name
        self.day = day
        self.known = known

    def __str__(self) -> str:
        return (
            f"{self.name} ({self.code}) stond op {day_in_words(self.day)} niet op de kaart; "
            f"bekend {self.known.in_words()}. Kies een andere dag of een andere gemeente."
        )
