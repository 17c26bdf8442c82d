"""What may be done with publications: read in a file, whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.steering.publications.lines import parse_line
from meedoen.steering.publications.models import Publication
from meedoen.steering.publications.shape import Fault, ImportReport, NewPublication, RawRow
from meedoen.steering.publications.sums import faults_in_sums

# What may be told otherwise about a figure without it being another figure.
_DESCRIBING = ("url", "certainty", "is_rounded", "note", "unit")


class FileRefused(Refused):
    """A file with faults; nothing of it was kept. `faults` says what is wrong, where, and the remedy."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.row, fault.column)))
        number = len(self.faults)
        super().__init__(
            ngettext(
                "Er is niets ingelezen: %(number)s fout. Verbeter het bestand en lees het opnieuw in.",
                "Er is niets ingelezen: %(number)s fouten. Verbeter het bestand en lees het opnieuw in.",
                number,
            )
            % {"number": number},
            field="file",
        )


def import_publications(
    actor: Actor, rows: Sequence[RawRow], *, today: date, dry_run: bool = False
) -> ImportReport:
    """Read in the lines of a file, whole or not at all; reading it in again changes nothing."""
    with transaction.atomic():
        require(actor, "publication.import")
        new = _in_order(rows, today)
        kept = _kept(new)
        faults = [*_contradictions(new, kept), *faults_in_sums(new, _as_new(kept, new))]
        if faults:
            raise FileRefused(faults)
        added = [one for one in new if one.key not in kept]
        described = [(kept[one.key], one) for one in new if one.key in kept]
        changed = [row for row, one in described if _describe(row, one)]
        report = ImportReport(
            read=len(new),
            added=len(added),
            unchanged=len(described) - len(changed),
            described_anew=len(changed),
            is_dry_run=dry_run,
        )
        if not dry_run:
            _keep(added, changed, today)
            journal.enter(
                actor,
                "publication.import",
                "publication",
                "",
                detail={"read": report.read, "added": report.added, "described_anew": report.described_anew},
                is_look=not (added or changed),
            )
    return report


def _in_order(rows: Sequence[RawRow], today: date) -> list[NewPublication]:
    """Return all lines parsed, or refuse with every fault of every line and every duplicate."""
    faults: list[Fault] = []
    new: list[NewPublication] = []
    first: dict[tuple[str, ...], NewPublication] = {}
    for row in rows:
        one, found = parse_line(row, today)
        faults += found
        if one is None:
            continue
        new.append(one)
        before = first.setdefault(one.key, one)
        if before is not one:
            message = (
                _("Deze regel staat al op regel %(row)s. Laat er één staan.")
                if before.value == one.value
                else _(
                    "Regel %(row)s noemt voor hetzelfde cijfer %(before)s, deze %(value)s. Kijk in de bron."
                )
            )
            told = {"row": before.row, "before": f"{before.value:f}", "value": f"{one.value:f}"}
            faults.append(Fault(one.row, "value", message % told))
    if faults:
        # Sums are only worth telling when what they are made of was read well.
        raise FileRefused([*faults, *faults_in_sums(_once(new))])
    return new


def _once(new: Iterable[NewPublication]) -> list[NewPublication]:
    return list({one.key: one for one in new}.values())


def _key_of(row: Publication) -> tuple[str, ...]:
    return (row.figure, row.area, row.breakdown, row.reference, row.published, row.status, row.source)


def _kept(new: Sequence[NewPublication]) -> dict[tuple[str, ...], Publication]:
    """Return what is known of the figures that the file names."""
    rows = Publication.objects.filter(figure__in={one.figure for one in new})
    return {_key_of(row): row for row in rows}


def _contradictions(new: Iterable[NewPublication], kept: dict[tuple[str, ...], Publication]) -> list[Fault]:
    faults = []
    for one in new:
        row = kept.get(one.key)
        if row is not None and row.value != one.value:
            message = _(
                "Voor dit cijfer van deze bron staat er al %(kept)s, ingelezen op %(day)s; het bestand zegt "
                "%(value)s. Kijk in de bron. Is het een latere uitgave? Vul dan in wanneer die verscheen."
            )
            told = {"kept": f"{row.value:f}", "day": row.imported_on.isoformat(), "value": f"{one.value:f}"}
            faults.append(Fault(one.row, "value", message % told))
    return faults


def _as_new(kept: dict[tuple[str, ...], Publication], new: Sequence[NewPublication]) -> list[NewPublication]:
    """Return the kept publications that the file does not name, so that sums are held against them too."""
    named = Counter(one.key for one in new)
    return [
        NewPublication(
            row=0,
            figure=row.figure,
            area=row.area,
            breakdown=row.breakdown,
            reference=row.reference,
            reference_on=row.reference_on,
            published=row.published,
            published_on=row.published_on,
            status=row.status,
            unit=row.unit,
            value=row.value,
            source=row.source,
            url=row.url,
            certainty=row.certainty,
            is_rounded=row.is_rounded,
            note=row.note,
        )
        for key, row in kept.items()
        if key not in named
    ]


def _describe(row: Publication, one: NewPublication) -> bool:
    """Take over what is told about a figure; true if anything was told otherwise."""
    differs = [name for name in _DESCRIBING if getattr(row, name) != getattr(one, name)]
    for name in differs:
        setattr(row, name, getattr(one, name))
    return bool(differs)


def _keep(added: Sequence[NewPublication], changed: Sequence[Publication], today: date) -> None:
    names = [name for name in NewPublication.__dataclass_fields__ if name != "row"]
    rows = [Publication(imported_on=today, **{name: getattr(one, name) for name in names}) for one in added]
    try:
        Publication.objects.bulk_create(rows, batch_size=200)
    except IntegrityError as error:
        raise Refused(
            _("Iemand leest dezelfde cijfers nu ook in. Wacht even en probeer het opnieuw.")
        ) from error
    Publication.objects.bulk_update(changed, _DESCRIBING, batch_size=200)
