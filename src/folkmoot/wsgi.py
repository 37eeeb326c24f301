"""Where the web server comes in."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
if settings.SECRET_KEY == settings.KNOWN_KEY:
    raise ImproperlyConfigured(
        "There is no secret key, so anyone could sign in as anyone. Run “python3 run.py setup”, "
        "which makes one, or set FOLKMOOT_SECRET_KEY."
    )
application = get_wsgi_application()
