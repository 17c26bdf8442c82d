"""A file held against the register: what would happen with each line, kept, done, or given back marked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from types import ModuleType

import xlsxwriter

from meedoen.access.actors import Actor
from meedoen.exchange.imports import columns, employers, payroll, people, placements, registrations
from meedoen.exchange.imports.lines import cells_of, open_file
from meedoen.exchange.imports.models import ImportFile, Remark
from meedoen.exchange.imports.plan import Answers, Plan, Progress
from meedoen.exchange.imports.selectors import faulty_lines
from meedoen.exchange.imports.values import Cells
from meedoen.exchange.spreadsheets.writing import PLAIN_TEXT, harmless
from meedoen.register.writing import insert_rows

_NOUNS: Mapping[str, ModuleType] = {
    columns.PEOPLE: people,
    columns.ENTRIES: registrations,
    columns.EMPLOYERS: employers,
    columns.PLACEMENTS: placements,
    columns.PAYROLL: payroll,
}


def judge(actor: Actor, file: ImportFile, answers: Answers, today: date, tell: Progress) -> Plan:
    """Return what would happen with each line of a file."""
    opened = open_file(file.kind, bytes(file.content), file.sheet)
    good: list[Cells] = []
    broken: list[Cells] = []
    for row in cells_of(opened, file.mapping):
        (broken if row.wrong else good).append(row)
    plan: Plan = _NOUNS[file.kind].plan(actor, good, answers, today, tell)
    for row in broken:
        plan.faults_of(row)
    return plan


def carry_out(actor: Actor, file: ImportFile, plan: Plan, today: date) -> None:
    """Do what a plan says, through the services of the register."""
    _NOUNS[file.kind].carry_out(actor, plan, today)


def keep(file: ImportFile, plan: Plan) -> None:
    """Write down what was found, in the place of what was found before; answers stay."""
    before = {
        (line, question): answer
        for line, question, answer in Remark.objects.filter(file=file)
        .exclude(answer="")
        .values_list("line", "question", "answer")
    }
    Remark.objects.filter(file=file).delete()
    insert_rows(
        [
            Remark(
                file=file,
                line=one.line,
                field=one.field[:40],
                message=one.message[:500],
                question=one.question[:40],
                answer=before.get((one.line, one.question), "") if one.question else "",
            )
            for one in sorted(plan.said, key=lambda one: one.line)
        ]
    )
    file.counts = plan.counts()


def mended(file: ImportFile, whole: bool) -> bytes:
    """Return a workbook of the wrong lines, or of all, with what is wrong beside each."""
    faults = faulty_lines(file)
    opened = open_file(file.kind, bytes(file.content), file.sheet)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN_TEXT) as book:
        head, bad = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bg_color": "#FFD9D9"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        wide = len(opened.header)
        sheet.set_column(0, max(wide - 1, 0), 18, text)
        sheet.set_column(wide, wide, 80)
        for column, name in enumerate([*opened.header, columns.REMARKS]):
            sheet.write_string(0, column, str(harmless(name)), head)
        chosen = [(line, cells) for line, cells in opened.lines if whole or line in faults]
        for at, (line, cells) in enumerate(chosen, start=1):
            wrong = faults.get(line, [])
            marked = {file.mapping.get(one.field) for one in wrong}
            for column in range(wide):
                cell = str(harmless(cells[column])) if column < len(cells) else ""
                sheet.write_string(at, column, cell[:32_000], bad if column in marked else text)
            sheet.write_string(at, wide, " ".join(dict.fromkeys(one.message for one in wrong))[:32_000])
    return out.getvalue()
