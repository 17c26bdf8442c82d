"""The frame of a page of the desk: its power, its template, and what happens to a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotAllowed, NotFound, Refused, Several
from meedoen.portals.errors import not_found
from meedoen.portals.layout import actor_of, around
from meedoen.primitives.refusal import NotValid
from meedoen.rules.refusal import NoValueForThisDay

View = Callable[..., "Mapping[str, Any] | HttpResponseBase"]


def page(
    *, power: str, template: str = "", nav: str = "", methods: tuple[str, ...] = ("GET", "HEAD", "POST")
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Make a view of `view(request, actor, **from_the_address)`.

    The actor needs the power; a context it returns is shown in the template; `NotAllowed` answers 403, any
    other refusal 404, both in words.
    """

    def frame(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def framed(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            try:
                require(actor, power)
                if request.method not in methods:
                    return HttpResponseNotAllowed(methods)
                answer = view(request, actor, **kwargs)
            except NotAllowed as refusal:
                raise PermissionDenied(refusal.message) from refusal
            except (Refused, NotValid, NoValueForThisDay) as refusal:
                # What cannot be asked, or may not be seen: the same answer, with what to do.
                return not_found(request, refusal)
            if isinstance(answer, HttpResponseBase):
                return answer
            status = answer.get("status", 200)
            context = {**around(request, nav), **answer}
            response = render(request, template, context, status=status, using="jinja2")
            if "etag" in answer:
                response["ETag"] = answer["etag"]
            if "keep" in answer:
                response["Cache-Control"] = answer["keep"]
            return response

        # Read by the guards that open every address.
        framed.power = power  # type: ignore[attr-defined]
        framed.methods = methods  # type: ignore[attr-defined]
        return framed

    return frame


def tell(form: Form, refusal: Refused) -> None:
    """Put a refusal at the field it is about, or at the top of the form; what was typed stays."""
    refusals = refusal.refusals if isinstance(refusal, Several) else [refusal]
    for one in refusals:
        form.add_error(one.field if one.field in form.fields else None, one.message)


def deed(form: Form, do: Callable[[], Any]) -> Any:
    """Do a deed with a valid form; return its result, or None when it was refused: the form says why."""
    if not form.is_valid():
        return None
    try:
        return do()
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        tell(form, refusal)
        return None


__all__ = ["Actor", "deed", "page", "tell"]
