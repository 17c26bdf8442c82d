"""The product beside a stock Django admin list of the same rows, for the serving benchmark only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path

from meedoen.access.actors import actor_for
from meedoen.portals.layout import today
from meedoen.project.urls import handler400, handler403, handler404, handler500  # noqa: F401
from meedoen.project.urls import urlpatterns as product
from meedoen.register.people.models import Person


class Site(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class People(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("number", "name", "birth_on", "municipality", "last_contact_on")
    list_per_page = 50
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return Person.objects.visible_to(actor_for(request.user, today()))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_add_permission = has_module_permission = has_view_permission  # type: ignore[assignment]
    has_change_permission = has_delete_permission = has_view_permission


site = Site(name="bench")
site.register(Person, People)

urlpatterns = [path("stock/", site.urls), *product]
