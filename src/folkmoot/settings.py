"""Settings. One file; everything that differs between machines comes from the environment."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

SRC = Path(__file__).resolve().parent.parent
ROOT = SRC.parent
# Everything a running Folkmoot writes: database, secret key, uploads.
VAR = Path(os.environ.get("FOLKMOOT_VAR", ROOT / "var"))

DEMO = os.environ.get("FOLKMOOT_DEMO") == "yes"
DEBUG = os.environ.get("FOLKMOOT_DEBUG") == "yes"


KNOWN_KEY = "only-for-tests-" + "0" * 50  # everybody can read it here: see wsgi.py


def _secret_key() -> str:
    """From the environment, else from the file the set-up made."""
    kept = VAR / "secret-key"
    if key := os.environ.get("FOLKMOOT_SECRET_KEY"):
        return key
    return (kept.read_text().strip() if kept.exists() else "") or KNOWN_KEY


def _database(address: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) if parts.path else ":memory:",
            # Kept open between requests: whoever closes last has to empty the log into the file.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                # FULL: what somebody was told is kept is on the disk, should the power fail.
                # secure_delete overwrites what is removed, so that a spent envelope does not
                # linger in a free page of the file.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                ),
            },
            # A real file in tests: threads share a file, not a memory.
            "TEST": {"NAME": str(VAR / f"test-{os.getpid()}.sqlite3")},
        }
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = _secret_key()
# Keys this site had before: what they signed still holds, and what they wrapped still opens.
SECRET_KEY_FALLBACKS = [k for k in os.environ.get("FOLKMOOT_OLD_SECRET_KEYS", "").split(",") if k]
ALLOWED_HOSTS = os.environ.get("FOLKMOOT_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("FOLKMOOT_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "folkmoot.kernel.ui",  # before allauth: our templates take the place of its own
    "folkmoot.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "folkmoot.kernel.record",
    "folkmoot.kernel.notify",
    "folkmoot.kernel.jobs",
    "folkmoot.kernel.files",
    "folkmoot.kernel.questions",
    "folkmoot.geodata",
    "folkmoot.places",
    "folkmoot.programmes",
    "folkmoot.gatherings",
    "folkmoot.organising",
    "folkmoot.deciding",
    "folkmoot.ideas",
    "folkmoot.granting",
    "folkmoot.awards",
    "folkmoot.learning",
    "folkmoot.site",
    "folkmoot.scenarios",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "folkmoot.kernel.addresses.no_null_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "folkmoot.kernel.ui.too_much.OnlyWhatFits",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "folkmoot.kernel.ui.answers.OnlyAButton",
]
ROOT_URLCONF = "folkmoot.urls"
WSGI_APPLICATION = "folkmoot.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["folkmoot.kernel.ui.templatetags.ui"],
        },
    },
]
DATABASES = {
    "default": _database(
        os.environ.get("FOLKMOOT_DATABASE", f"sqlite:///{VAR / 'folkmoot.sqlite3'}")
    )
}
# What rooms above show on the page of a room below: see kernel/ui/added.py.
ADDED_TO_PAGES = {
    "programme": ["folkmoot.granting.queries.of_programme.added_to_programme"],
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [built] if (built := ROOT / "build" / "assets").exists() else []
STATIC_ROOT = ROOT / "build" / "static"
# Names with a digest in them can be kept by browsers for ever; `collectstatic` makes them.
_collected = "yes" if (STATIC_ROOT / "staticfiles.json").exists() else "no"
HASHED_FILES = os.environ.get("FOLKMOOT_HASHED_FILES", _collected) == "yes"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_FILES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_FILES

# What people call this copy, where it is, and whom to write to when stuck.
SITE_NAME = os.environ.get("FOLKMOOT_NAME", "Folkmoot")
SITE_ADDRESS = os.environ.get("FOLKMOOT_ADDRESS", "http://localhost:8000").rstrip("/")
HELP_ADDRESS = os.environ.get("FOLKMOOT_HELP", "")

# Signing in: by e-mailed code or passkey; there are no passwords to lose.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "folkmoot.people.signing_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # our codes show whose an address is, before there is a row
ACCOUNT_SESSION_REMEMBER = True
# For one building: a library, a care home or a village hall has one address on the internet.
# How many codes one e-mail address may ask for is in people/rules.py, kept in the database.
ACCOUNT_RATE_LIMITS = {"request_login_code": "100/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("FOLKMOOT_PROXIES", "0"))
MFA_ADAPTER = "folkmoot.people.signing_in.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
SESSION_COOKIE_AGE = 14 * 24 * 3600

# Nothing of anyone else's is ever loaded, and nothing is written inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("FOLKMOOT_HTTPS") == "yes"
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
# What a proxy says about HTTPS is believed only where there is said to be one.
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
CSRF_FAILURE_VIEW = "folkmoot.kernel.ui.answers.expired_form"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # the words of one form; files are weighed apart
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

EMAIL_BACKEND = os.environ.get(
    "FOLKMOOT_EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = VAR / "post"
EMAIL_HOST = os.environ.get("FOLKMOOT_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("FOLKMOOT_SMTP_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("FOLKMOOT_FROM", "Folkmoot <folkmoot@localhost>")

# Where files are looked at for viruses before they are kept: `host:port` of a ClamAV daemon.
VIRUS_SCANNER = os.environ.get("FOLKMOOT_CLAMD", "")

# The publisher's prefix that 360Giving gave out, for the names of grants in open data.
OPEN_GRANTS_PREFIX = os.environ.get("FOLKMOOT_360G_PREFIX", "360G-folkmoot")

# How long a page waits for long work that may turn out short, before it shows how far it is.
SECONDS_FOR_JOBS = float(os.environ.get("FOLKMOOT_SECONDS_FOR_JOBS", "1"))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# How hard a counting officer's passphrase is to guess for someone who has the database:
# "moderate" takes most of a second and 256 MB a guess (libsodium's argon2id). Tests use "least".
SEALING_EFFORT = os.environ.get("FOLKMOOT_SEALING_EFFORT", "moderate")
