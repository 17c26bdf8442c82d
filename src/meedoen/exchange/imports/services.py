"""What may be done with files on their way in: offer, map columns, check, answer, import, drop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.exchange.imports import columns, judging
from meedoen.exchange.imports.keeping import drop_expired
from meedoen.exchange.imports.lines import is_mapped_well, open_file
from meedoen.exchange.imports.locking import NotReady, locked_file, refuse_busy, refuse_imported
from meedoen.exchange.imports.models import ColumnMapping, ImportFile, Remark, Turn
from meedoen.exchange.imports.plan import End, Plan, Progress, no_end, nothing
from meedoen.exchange.imports.selectors import answers_of, file_of, positions, remembered
from meedoen.register.checks import NotPossible, tidy, together

KEPT = timedelta(days=7)


def offer_file(
    actor: Actor, kind: str, name: str, content: bytes, *, sheet: str = "", today: date
) -> ImportFile:
    """Keep a file to be read in, with its columns as they were last read or as their names say."""
    require(actor, "import.offer")
    if actor.organisation_id is None or actor.account_id is None:
        raise NotAllowed(_("Een bestand hoort bij een organisatie. U hoort bij geen enkele."))
    if kind not in columns.KINDS:
        raise NotPossible(_("Dit kan niet worden ingelezen. Kies een soort uit de lijst."), field="kind")
    # Before the transaction: reading takes seconds, and nobody has to wait for it.
    values = _looked_at(actor, kind, content, sheet)
    with transaction.atomic():
        drop_expired(today)
        file = ImportFile.objects.create(
            kind=kind,
            name=tidy(name)[-120:] or _("bestand"),
            content=content,
            uploaded_by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            uploaded_on=today,
            expires_on=today + KEPT,
            **values,
        )
        detail = {"kind": kind, "rows": file.rows, "bytes": len(content)}
        journal.enter(actor, "import.offer", "import", file.pk, detail=detail)
        return file


def choose_sheet(actor: Actor, file_id: int, sheet: str, *, today: date) -> ImportFile:
    """Read another sheet of the same workbook."""
    require(actor, "import.offer")
    values = _sheet_values(actor, file_of(actor, file_id, today), sheet)
    with transaction.atomic():
        file = locked_file(actor, file_id, today, ImportFile.State.MAPPED)
        for name, value in values.items():
            setattr(file, name, value)
        file.state = ImportFile.State.OFFERED
        _forget_check(file)
        journal.enter(actor, "import.offer", "import", file.pk, detail={"kind": file.kind, "rows": file.rows})
        return file


def map_columns(
    actor: Actor, file_id: int, mapping: Mapping[str, int], *, is_read_well: bool, today: date
) -> ImportFile:
    """Say which column holds what; remembered for the next file of this organisation with these columns."""
    with transaction.atomic():
        require(actor, "import.offer")
        file = locked_file(actor, file_id, today, ImportFile.State.MAPPED)
        wrong: list[Refused] = []
        if not is_mapped_well(file.kind, file.header, mapping):
            wrong.append(NotPossible(_("Eén kolom is twee keer gekozen. Kies voor elk veld een andere.")))
        lacking = columns.missing(file.kind, mapping)
        if lacking:
            message = _("Kies nog een kolom voor: %(names)s.")
            wrong.append(NotPossible(message % {"names": ", ".join(lacking)}))
        if file.is_guessed and not is_read_well:
            message = _("Bevestig dat de letters goed zijn, of sla het bestand op als CSV (UTF-8).")
            wrong.append(NotPossible(message, field="is_read_well"))
        together(wrong)
        file.mapping, file.state = dict(mapping), ImportFile.State.MAPPED
        _forget_check(file)
        ColumnMapping.objects.update_or_create(
            organisation_id=file.organisation_id,
            kind=file.kind,
            header_hash=columns.hash_of(file.header),
            defaults={"mapping": {name: columns.folded(file.header[at]) for name, at in mapping.items()}},
        )
        detail = {"kind": file.kind, "fields": sorted(mapping)}
        journal.enter(actor, "import.offer", "import", file.pk, detail=detail)
        return file


def try_file(
    actor: Actor,
    file_id: int,
    *,
    today: date,
    tell: Progress = nothing,
    finish: End = no_end,
) -> Plan:
    """Find out what would happen with every line, and write nothing but that."""
    require(actor, "import.offer")
    file = file_of(actor, file_id, today)
    refuse_imported(file)
    plan = judging.judge(actor, file, answers_of(file), today, tell)
    with transaction.atomic():
        now = locked_file(actor, file_id, today, ImportFile.State.TRIED, busy=False)
        if now.version != file.version:
            raise NotReady(_("De kolommen zijn ondertussen veranderd. Controleer het bestand opnieuw."))
        judging.keep(now, plan)
        now.state = ImportFile.State.TRIED
        now.save(update_fields=["state", "counts"])
        detail = {"kind": now.kind, **plan.counts()}
        journal.enter(actor, "import.try", "import", now.pk, detail=detail)
        finish(plan.counts())
    return plan


def answer(actor: Actor, file_id: int, answers: Mapping[int, str], *, today: date) -> int:
    """Answer questions about lines, by the key of the remark; return how many were answered."""
    with transaction.atomic():
        require(actor, "import.offer")
        file = locked_file(actor, file_id, today, ImportFile.State.TRIED)
        done = 0
        for given in Remark.Answer.values:
            keys = [key for key, one in answers.items() if one == given]
            rows = Remark.objects.filter(file=file, pk__in=keys).exclude(question="")
            done += rows.update(answer=given)
        journal.enter(actor, "import.try", "import", file.pk, detail={"answered": done})
        return done


def answer_rest(actor: Actor, file_id: int, question: str, given: str, *, today: date) -> int:
    """Answer one question in one way for every line that has no answer yet."""
    with transaction.atomic():
        require(actor, "import.offer")
        file = locked_file(actor, file_id, today, ImportFile.State.TRIED)
        if given not in Remark.Answer.values or not question:
            raise NotPossible(_("Kies wat er met deze regels moet gebeuren."))
        done = Remark.objects.filter(file=file, question=question, answer="").update(answer=given)
        journal.enter(actor, "import.try", "import", file.pk, detail={"answered": done})
        return done


def import_file(
    actor: Actor,
    file_id: int,
    *,
    today: date,
    finish: End = no_end,
) -> dict[str, int]:
    """Read a file in, whole or not at all; every line is judged again first. Return the counts."""
    with transaction.atomic():
        require(actor, "import.run")
        _take_turn(actor)
        file = locked_file(actor, file_id, today, ImportFile.State.IMPORTED, busy=False)
        plan = judging.judge(actor, file, answers_of(file), today, nothing)
        if not plan.is_ready():
            raise NotReady(_("Er zijn nog fouten of open vragen. Controleer het bestand opnieuw."))
        judging.carry_out(actor, file, plan, today)
        counts = plan.counts()
        Remark.objects.filter(file=file).delete()
        file.state, file.content, file.sample, file.counts = ImportFile.State.IMPORTED, b"", [], counts
        file.save(update_fields=["state", "content", "sample", "counts"])
        journal.enter(actor, "import.run", "import", file.pk, detail={"kind": file.kind, **counts})
        finish(counts)
        return counts


def mend_file(actor: Actor, file_id: int, *, whole: bool, today: date) -> bytes:
    """Return the lines that are wrong as a workbook, the wrong cells marked; `whole`: the others too."""
    with transaction.atomic():
        require(actor, "import.see")
        file = file_of(actor, file_id, today)
        if file.state != ImportFile.State.TRIED:
            raise NotReady(_("Dit bestand is nog niet gecontroleerd, of al ingelezen."))
        journal.enter(actor, "import.mend", "import", file.pk, detail={"whole": whole}, is_look=True)
    return judging.mended(file, whole)


def drop_file(actor: Actor, file_id: int, *, today: date) -> None:
    """Throw a file away, with all that was said about it."""
    with transaction.atomic():
        require(actor, "import.offer")
        file = file_of(actor, file_id, today)
        refuse_busy(file)
        journal.enter(actor, "import.drop", "import", file.pk, detail={"kind": file.kind})
        file.delete()


def _looked_at(actor: Actor, kind: str, content: bytes, sheet: str) -> dict[str, Any]:
    """Return what is known of a file once it has been opened."""
    opened = open_file(kind, content, sheet)
    names = [columns.folded(name) for name in opened.header]
    before = positions(remembered(actor, kind, columns.hash_of(opened.header)), names)
    return {
        "sheet": opened.read.sheet[:100],
        "sheets": list(opened.read.sheets),
        "is_guessed": opened.read.is_guessed,
        "header_line": opened.header_line,
        "header": opened.header,
        "sample": opened.sample(),
        "rows": len(opened.lines),
        "mapping": before or columns.guess(kind, opened.header),
    }


def _sheet_values(actor: Actor, file: ImportFile, sheet: str) -> dict[str, Any]:
    if sheet not in file.sheets:
        raise NotPossible(_("Dit blad staat niet in de werkmap. Kies een blad uit de lijst."), field="sheet")
    return _looked_at(actor, file.kind, bytes(file.content), sheet)


def _forget_check(file: ImportFile) -> None:
    """What was said was about other columns."""
    Remark.objects.filter(file=file).delete()
    file.counts = {}
    file.version += 1
    file.save()


def _take_turn(actor: Actor) -> None:
    """Hold the row of the organisation: another import of it waits here until this one has ended."""
    if actor.organisation_id is None:
        raise NotAllowed(_("Een bestand hoort bij een organisatie. U hoort bij geen enkele."))
    Turn.objects.get_or_create(organisation_id=actor.organisation_id)
    Turn.objects.select_for_update().get(organisation_id=actor.organisation_id)
