"""The door for the web server."""

from __future__ import annotations

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.project.settings")

application = get_wsgi_application()


def _warm_up() -> None:
    """The first count and the first chart of a process cost seconds; nobody has to wait for them."""
    from meedoen.portals.desk.steering import warm_up

    warm_up()


Thread(target=_warm_up, name="warm-up", daemon=True).start()
