"""Settings as `startproject` makes them, on the same database as Folkmoot's."""

from bench.plain.settings import ALLOWED_HOSTS as ALLOWED_HOSTS
from bench.plain.settings import DATABASES as DATABASES
from bench.plain.settings import DEFAULT_AUTO_FIELD as DEFAULT_AUTO_FIELD
from bench.plain.settings import MIDDLEWARE as MIDDLEWARE
from bench.plain.settings import SECRET_KEY as SECRET_KEY
from bench.plain.settings import USE_TZ as USE_TZ

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "bench.plain.kept",
]
AUTH_USER_MODEL = "kept.Account"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
ROOT_URLCONF = "bench.plain.kept.urls"
STATIC_URL = "/static/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
