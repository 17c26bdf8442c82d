"""The product's settings with Django's admin added, for the serving benchmark only."""

from meedoen.project.settings import *  # noqa: F403
from meedoen.project.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
ROOT_URLCONF = "bench.serving_site"
TEMPLATES[1]["OPTIONS"]["context_processors"].remove("meedoen.portals.layout.for_library_pages")  # type: ignore[index]
SILENCED_SYSTEM_CHECKS = ["admin.E403", "admin.E404", "admin.E408", "admin.E409", "admin.E410"]
