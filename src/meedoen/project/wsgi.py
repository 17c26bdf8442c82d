"""The door for the web server."""

from __future__ import annotations

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.project.settings")

application = get_wsgi_application()


def _warm_up() -> None:
    """The first count, the first chart and the search for who reads the rule book cost seconds; nobody has to
    wait for them."""
    from meedoen.portals.desk.steering import warm_up
    from meedoen.rules.readers import readers

    warm_up()
    readers()


Thread(target=_warm_up, name="warm-up", daemon=True).start()
