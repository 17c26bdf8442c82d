"""The frame of a page that computes: it reads its address, answers, and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponseBase

from meedoen.portals.everyone import View, open_page
from meedoen.primitives.refusal import NotValid
from meedoen.rules.refusal import NoValueForThisDay

Found = TypeVar("Found")


def calculator(template: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Make a page of `view(request, **from_the_address)` that anyone may open, signed in or not."""
    return open_page("calculators", template)


class CalculatorForm(forms.Form):
    """A form whose fields stand in the address, so that a calculation can be sent, kept and printed."""

    @classmethod
    def asked(cls, request: HttpRequest, **initial: Any) -> Self:
        """The form as the address asks it; with `initial`, and nothing computed, where it asks nothing."""
        if set(request.GET) & set(cls.base_fields):
            return cls(request.GET)
        return cls(initial=initial)


def answered(form: forms.Form, compute: Callable[[], Found]) -> Found | None:
    """What the engine answers to a valid form; a refusal stands at the field that it is about."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return compute()
    except NotValid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except NoValueForThisDay as refusal:
        form.add_error("day" if "day" in form.fields else None, str(refusal))
    return None
