"""The frame of a page that computes: it reads its address, answers, and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Self, TypeVar

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

from meedoen.portals.layout import around
from meedoen.primitives.refusal import NotValid
from meedoen.rules.refusal import NoValueForThisDay

Found = TypeVar("Found")
METHODS = ("GET", "HEAD")


def calculator(
    template: str,
) -> Callable[[Callable[..., Mapping[str, Any]]], Callable[..., HttpResponseBase]]:
    """Make a page of `view(request, **from_the_address)` that anyone may open, signed in or not."""

    def frame(view: Callable[..., Mapping[str, Any]]) -> Callable[..., HttpResponseBase]:
        @login_not_required
        @wraps(view)
        def framed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            context = {**around(request, "calculators"), **view(request, **kwargs)}
            return render(request, template, context, using="jinja2")

        # Read by the guards that open every address.
        framed.methods = METHODS  # type: ignore[attr-defined]
        return framed

    return frame


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
