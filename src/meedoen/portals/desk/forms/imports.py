"""Forms to read a file in: which file, which column holds what, and what to do with doubtful lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.exchange.imports.columns import COLUMNS, kinds
from meedoen.exchange.imports.lines import options
from meedoen.exchange.imports.selectors import answer_choices
from meedoen.exchange.spreadsheets.reading import IMPORTED
from meedoen.portals.desk.forms.fields import DeedForm, with_empty


class ImportFileForm(DeedForm):
    """A file, and what stands in it."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat staat er in het bestand?"))
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("XLSX, ODS of CSV, hoogstens 25 MB en 50.000 regels."),
        allow_empty_file=True,
        max_length=400,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = with_empty(kinds())  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > IMPORTED.size:
            raise ValidationError(_("Het bestand is groter dan 25 MB. Splits het in kleinere bestanden."))
        return file


class SheetForm(DeedForm):
    """Another sheet of the same workbook."""

    sheet = forms.ChoiceField(label=gettext_lazy("Blad"))

    def __init__(self, *args: Any, sheets: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]


class ColumnsForm(DeedForm):
    """Which column of the file holds which field."""

    def __init__(
        self,
        *args: Any,
        kind: str,
        header: list[str],
        mapping: dict[str, int],
        is_guessed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(at), words) for at, words in options(header)]
        for column in COLUMNS[kind]:
            label = str(column.label)
            self.fields[column.field] = forms.ChoiceField(
                label=label,
                choices=with_empty(found, _("Staat niet in het bestand")),
                # A name may come in parts, so its own column is asked for by the service.
                required=column.is_needed and column.field != "name",
                initial=str(mapping.get(column.field, "")),
                help_text=str(column.hint),
            )
        if is_guessed:
            self.fields["is_read_well"] = forms.BooleanField(
                label=_("De letters hierboven zijn goed, ook de ë, é en ï"), required=False
            )

    def mapping(self) -> dict[str, int]:
        """Field to position of the column, of what was chosen."""
        return {
            name: int(value)
            for name, value in self.cleaned_data.items()
            if name != "is_read_well" and value not in ("", None)
        }


class AnswerForm(forms.Form):
    """One answer for every line that has none yet."""

    answer = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = answer_choices()  # type: ignore[attr-defined]


class RemarksFilter(forms.Form):
    """Where a list of remarks goes on."""

    na = forms.IntegerField(required=False, min_value=0, max_value=2**62)
