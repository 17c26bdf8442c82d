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
    from meedoen.portals.desk import lasting, steering
    from meedoen.rules.readers import readers

    steering.warm_up(lasting.warm_up)
    readers()


Thread(target=_warm_up, name="warm-up", daemon=True).start()
