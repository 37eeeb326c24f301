"""Signs somebody in: `python -m bench.plain.kept.session EMAIL` prints the key of a session."""

import sys

import django


def sign_in(email: str) -> str:
    """A session of this account, as Django's own sign-in makes it."""
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from bench.plain.kept.models import Account

    account = Account.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    print(sign_in(sys.argv[1]))
