"""Settings as `startproject` makes them, on the same database as Folkmoot's."""

import os

from folkmoot.settings import DATABASES as DATABASES
from folkmoot.settings import SECRET_KEY as SECRET_KEY

ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "bench.plain",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "bench.plain.page"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
BOX_KEY = bytes.fromhex(os.environ.get("BENCH_BOX_KEY", "00" * 32))
SALT = b"one salt for the yardstick"
