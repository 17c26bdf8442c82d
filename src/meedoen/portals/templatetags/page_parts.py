"""Lets the few templates that a library brings use our own header, footer and form fields."""

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def page_part(context: template.Context, name: str, **values: Any) -> SafeString:
    """Renders a Jinja template with the values of this page and those given here."""
    known = {key: value for key, value in context.flatten().items() if isinstance(key, str)}
    part = get_template(name, using="jinja2").render({**known, **values}, context.get("request"))
    return mark_safe(part)  # noqa: S308 - rendered with autoescape by our own environment
