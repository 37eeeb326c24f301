"""Where the web server comes in."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
