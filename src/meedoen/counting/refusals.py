"""What counting refuses, each as its own exception whose text is a Dutch sentence with a remedy."""

from __future__ import annotations

from collections.abc import Iterable


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


class CountingRefused(ValueError):
    """The counting engine was asked for, or given, something that cannot be counted."""


class UnknownIndicator(CountingRefused):
    def __init__(self, code: str, known: Iterable[str]) -> None:
        self.code = code
        self.known = tuple(sorted(known))
        super().__init__(
            f"De indicator “{code}” bestaat niet. Kies een van deze indicatoren: {_listed(self.known)}."
        )


class BreakdownNotAllowed(CountingRefused):
    def __init__(self, indicator: str, breakdown: str, allowed: Iterable[str]) -> None:
        self.indicator = indicator
        self.breakdown = breakdown
        self.allowed = tuple(allowed)
        super().__init__(
            f"De indicator “{indicator}” kan niet worden uitgesplitst naar “{breakdown}”. "
            f"Dit kan wel: {_listed(self.allowed)}."
        )


class FilterNotAllowed(CountingRefused):
    def __init__(self, indicator: str, filter_name: str) -> None:
        self.indicator = indicator
        self.filter_name = filter_name
        super().__init__(
            f"De indicator “{indicator}” kent geen keuze op “{filter_name}”. Laat die keuze weg."
        )


class EmployerNeeded(CountingRefused):
    def __init__(self, indicator: str) -> None:
        self.indicator = indicator
        super().__init__(f"De indicator “{indicator}” gaat over één werkgever. Kies een werkgever.")


class UnknownPlace(CountingRefused):
    def __init__(self, what: str, code: str) -> None:
        self.what = what
        self.code = code
        super().__init__(f"De {what} “{code}” staat niet op de kaart. Controleer de code.")


class UnlikeUnits(CountingRefused):
    """Adding an afspraakbaan to a place of beschut werk would make a number that counts nothing."""

    def __init__(self, units: Iterable[str]) -> None:
        self.units = tuple(sorted(set(units)))
        super().__init__(
            "Deze cijfers kunnen niet bij elkaar worden opgeteld, want ze tellen verschillende dingen: "
            f"{_listed(self.units)}. Tel alleen cijfers met dezelfde eenheid op."
        )


class UnlikeReadings(CountingRefused):
    """The unit is the same, but the sum would count the same thing twice or mix two definitions."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Deze cijfers kunnen niet bij elkaar worden opgeteld: {why}.")


class UnknownTable(CountingRefused):
    def __init__(self, table: str, known: Iterable[str]) -> None:
        self.table = table
        super().__init__(f"De tabel “{table}” is geen feitentabel. Gebruik een van deze: {_listed(known)}.")


class MissingColumns(CountingRefused):
    def __init__(self, table: str, missing: Iterable[str]) -> None:
        self.table = table
        self.missing = tuple(sorted(missing))
        super().__init__(
            f"In de tabel {table} ontbreekt: {_listed(self.missing)}. Voeg deze kolommen toe aan het bestand."
        )


class UnknownColumns(CountingRefused):
    def __init__(self, table: str, unknown: Iterable[str]) -> None:
        self.table = table
        self.unknown = tuple(sorted(unknown))
        super().__init__(
            f"De tabel {table} heeft kolommen die niet zijn toegestaan: {_listed(self.unknown)}. "
            "Feiten dragen geen namen of vrije tekst. Haal deze kolommen weg."
        )


class WrongColumnType(CountingRefused):
    def __init__(self, table: str, column: str, expected: str, found: str) -> None:
        self.table = table
        self.column = column
        super().__init__(
            f"De kolom {column} van de tabel {table} moet {expected} zijn, maar is {found}. "
            "Pas het bestand aan."
        )


class UnevenColumns(CountingRefused):
    def __init__(self, table: str, lengths: dict[str, int]) -> None:
        self.table = table
        self.lengths = lengths
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        super().__init__(f"De kolommen van de tabel {table} zijn niet even lang: {told}.")


class NothingToCount(CountingRefused):
    def __init__(self, folder: str, known: Iterable[str]) -> None:
        self.folder = folder
        super().__init__(
            f"In de map {folder} staat geen enkele feitentabel. Verwacht wordt een Parquet-bestand of map "
            f"met de naam van een tabel: {_listed(known)}."
        )


class NotParquet(CountingRefused):
    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(f"{file} is geen leesbaar Parquet-bestand. Maak het opnieuw, of haal het weg.")


class PeopleNotCounted(CountingRefused):
    def __init__(self) -> None:
        super().__init__(
            "In dit cijfer zijn de mensen niet geteld, dus kan niet worden beoordeeld of het openbaar mag. "
            "Tel opnieuw met de mensen erbij."
        )
