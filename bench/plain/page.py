"""One form, one POST, one transaction: check the code, seal the ballot, note that it came."""

import hashlib
import sys

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path
from nacl.public import PublicKey, SealedBox

FORM = (
    "<!doctype html><title>Vote</title><form method=post>"
    '<input type=hidden name="csrfmiddlewaretoken" value="{}">'
    "<input name=code><input name=ballot><button>Vote</button></form>"
)


def vote(request: HttpRequest) -> HttpResponse:
    """The form, and what becomes of it."""
    from bench.plain.models import Sealed, Voter

    if request.method != "POST":
        return HttpResponse(FORM.format(get_token(request)))
    code_hash = hash_of(request.POST["code"])
    with transaction.atomic():
        voter = Voter.objects.select_for_update().filter(code_hash=code_hash).first()
        if voter is None or voter.has_voted:
            return HttpResponse("No.", status=409)
        box = SealedBox(PublicKey(settings.BOX_KEY))
        content = box.encrypt(request.POST["ballot"].encode().ljust(64))
        Sealed.objects.create(voter=voter, content=content)
        voter.has_voted = True
        voter.save(update_fields=["has_voted"])
    return HttpResponseRedirect("/vote/")


def hash_of(code: str) -> str:
    """As Folkmoot keeps codes."""
    return hashlib.blake2b(code.encode(), key=settings.SALT, digest_size=32).hexdigest()


urlpatterns = [path("vote/", vote)]


def prepare(n_codes: int) -> None:
    """Tables and codes 0 … n-1."""
    import django
    from django.core.management import call_command

    django.setup()
    from bench.plain.models import Voter

    call_command("migrate", run_syncdb=True, verbosity=0)
    Voter.objects.bulk_create(
        (Voter(code_hash=hash_of(str(code))) for code in range(n_codes)), batch_size=500
    )


if __name__ == "__main__":
    prepare(int(sys.argv[1]))
