"""The product's own settings, with what a test run must not wait for."""

from __future__ import annotations

import os

os.environ.setdefault("MEEDOEN_SECRET_KEY", "only-for-tests-" + "0" * 40)

from meedoen.project.settings import *  # noqa: F403

# Slow on purpose in the product; a test signs in a thousand times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Most tests are about something else than signing in; those that are about it turn this on.
REQUIRE_SECOND_FACTOR = False
# The manifest asks for a collectstatic first.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Off in the product; a test of what then is not there turns it off.
BSN = True
BSN_KEYS = ["q" * 43 + "="]
BSN_INDEX_KEY = "only-for-tests-" + "1" * 40
# Nothing is collected for a test: the static files are found where they lie.
STATIC_ROOT = None
# A long task is done where it is asked for; a test of the queue says so.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
