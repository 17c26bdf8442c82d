"""What may be asked about files on their way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.access.tasks.selectors import open_task
from meedoen.exchange.imports.columns import KINDS, label_of
from meedoen.exchange.imports.models import UNANSWERED, ColumnMapping, ImportFile, Remark
from meedoen.exchange.imports.people import DUPLICATE
from meedoen.register.placements.against import STARTS_BEFORE_ENTRY, WITHOUT_ENTRY
from meedoen.register.placements.payroll import OTHER_HOURS

if TYPE_CHECKING:
    from meedoen.access.tasks.models import LongTask

PAGE = 50
CHECK, IMPORT = "import.try", "import.run"


def files_of(actor: Actor, today: date) -> list[ImportFile]:
    """Return the files that the actor uploaded, the newest first, without their content."""
    files = ImportFile.objects.visible_to(actor, today).defer("content", "sample", "header")
    return list(files.order_by("-pk")[:PAGE])


def file_of(actor: Actor, file_id: int, today: date) -> ImportFile:
    """Return a file that the actor uploaded."""
    file = ImportFile.objects.visible_to(actor, today).filter(pk=file_id).first()
    if file is None:
        raise NotFound(_("Dit bestand bestaat niet meer, of iemand anders heeft het geüpload."))
    return file


def task_about(file: ImportFile) -> LongTask | None:
    """Return the task that works on this file now."""
    return open_task((CHECK, IMPORT), file.pk)


def answers_of(file: ImportFile) -> dict[tuple[int, str], str]:
    """Return what was answered, by line and question."""
    rows = Remark.objects.filter(file=file).exclude(answer="").values_list("line", "question", "answer")
    return {(line, question): answer for line, question, answer in rows}


@dataclass(frozen=True)
class RemarksPage:
    """`next_after`: ask for the remarks after this key."""

    rows: tuple[Remark, ...]
    next_after: int | None


def faults_of(file: ImportFile, after: int | None = None) -> RemarksPage:
    """Return a page of what is wrong with a file, in the order of its lines."""
    return _page(Q(question=""), file, after)


def questions_of(file: ImportFile, question: str, after: int | None = None) -> RemarksPage:
    """Return a page of the lines about which this is asked."""
    return _page(Q(question=question), file, after)


def _page(condition: Q, file: ImportFile, after: int | None) -> RemarksPage:
    rows = Remark.objects.filter(condition, file=file, pk__gt=after or 0).order_by("pk")[: PAGE + 1]
    found = tuple(rows)
    return RemarksPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


@dataclass(frozen=True)
class Asked:
    """One question, about how many lines, and how many of them wait for an answer."""

    question: str
    words: str
    lines: int
    open: int


def asked_about(file: ImportFile) -> list[Asked]:
    """Return the questions about a file."""
    rows = (
        Remark.objects.filter(file=file)
        .exclude(question="")
        .values("question")
        .annotate(lines=Count("pk"), open=Count("pk", filter=UNANSWERED))
        .order_by("question")
    )
    return [
        Asked(row["question"], question_words(row["question"]), row["lines"], row["open"]) for row in rows
    ]


def faulty_lines(file: ImportFile) -> dict[int, list[Remark]]:
    """Return what is wrong, by line."""
    found: dict[int, list[Remark]] = {}
    for remark in Remark.objects.filter(file=file, question="").order_by("pk"):
        found.setdefault(remark.line, []).append(remark)
    return found


def question_words(question: str) -> str:
    """Return a question about lines in words."""
    return {
        DUPLICATE: _("Mogelijk is deze kandidaat al bekend"),
        WITHOUT_ENTRY: _("De kandidaat staat niet in het doelgroepregister"),
        OTHER_HOURS: _("Voor deze maand staan al andere betaalde uren"),
        STARTS_BEFORE_ENTRY: _("De eerste werkdag ligt vóór de inschrijving in het doelgroepregister"),
    }.get(question, question)


def answer_choices() -> list[tuple[str, str]]:
    """Return what can be answered, code and words."""
    return [(code, str(words)) for code, words in Remark.Answer.choices]


def kind_words(kind: str) -> str:
    """Return the words for what a file holds."""
    return str(KINDS.get(kind, kind))


def state_words(file: ImportFile) -> str:
    """Return how far a file is, in words."""
    return str(ImportFile.State(file.state).label)


def column_of(file: ImportFile, remark: Remark) -> str:
    """Return the column that a remark is about, as the file calls it."""
    return column_words(file, remark.field)


def column_words(file: ImportFile, field: str) -> str:
    """Return the column that holds a field, as the file calls it."""
    position = file.mapping.get(field)
    if position is not None and position < len(file.header):
        return str(file.header[position] or label_of(file.kind, field))
    return label_of(file.kind, field)


def remembered(actor: Actor, kind: str, header_hash: str) -> dict[str, str]:
    """Return how the organisation last read these columns: field to folded name."""
    found = ColumnMapping.objects.filter(
        organisation_id=actor.organisation_id or 0, kind=kind, header_hash=header_hash
    ).first()
    return dict(found.mapping) if found else {}


def positions(names: dict[str, str], folded_header: Sequence[str]) -> dict[str, int]:
    """Return where these columns stand in this header."""
    return {field: folded_header.index(name) for field, name in names.items() if name in folded_header}
