"""Files are kept once, sent with care, and gone when nothing holds them."""

import os
import socket
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import RequestFactory

from folkmoot.kernel.files import keeping
from folkmoot.kernel.files.actions import keep_file, let_go, sweep_files
from folkmoot.kernel.files.answers import sent
from folkmoot.kernel.files.models import Attachment, Content
from folkmoot.kernel.files.scanning import Clamd
from folkmoot.kernel.files.tests.makers import NOON, PDF, a_file, a_picture
from folkmoot.kernel.rules import Refused

LATER = NOON + timedelta(hours=2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]


def body(answer: Any) -> bytes:
    return b"".join(answer)


def test_the_same_bytes_lie_there_once() -> None:
    first, second = a_file(name="plan.pdf"), a_file(name="the plan again.pdf")
    assert first.content == second.content
    assert Path(first.path).read_bytes() == PDF
    assert Path(first.path).stat().st_mode & 0o077 == 0
    assert len(list(keeping.folder().glob("??/*"))) == 1


def test_what_nothing_holds_is_swept_and_its_bytes_with_the_last() -> None:
    first, _ = a_file(), a_file()
    path = Path(first.path)
    assert sweep_files(by=None, at=NOON) == 0  # it has only just come
    first.delete()
    assert sweep_files(by=None, at=NOON) == 0
    assert path.exists()
    assert sweep_files(by=None, at=LATER) == 1
    assert not path.exists()
    assert not Content.objects.exists()
    again = a_file()
    assert Path(again.path).read_bytes() == PDF


def test_bytes_of_what_came_to_nothing_are_swept_after_a_day() -> None:
    with transaction.atomic():
        path = Path(a_file().path)
        transaction.set_rollback(True)
    (path.parent / "coming-1").write_bytes(b"x")
    assert path.exists()
    sweep_files(by=None, at=LATER)
    for each in (path, path.parent / "coming-1"):
        os.utime(each, (0, 0))
    kept = a_file(a_picture(), "us.jpg")
    os.utime(kept.path, (0, 0))
    sweep_files(by=None, at=NOON)
    assert sorted(keeping.folder().glob("??/*")) == [Path(kept.path)]


@pytest.mark.django_db(transaction=True)
def test_what_is_let_go_is_gone_at_once_and_only_when_it_was_really_let_go() -> None:
    kept = a_file()
    with transaction.atomic():
        let_go(attachment=kept, by=None, at=NOON)
        transaction.set_rollback(True)
    assert Path(kept.path).exists()
    let_go(attachment=kept, by=None, at=NOON)
    assert not Path(kept.path).exists()
    assert not Attachment.objects.exists()


def test_a_file_stays_as_it_came() -> None:
    kept = a_file()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=kept.pk).update(name="other.pdf")


def test_a_file_is_sent_to_be_saved_and_runs_nothing() -> None:
    answer = sent(RequestFactory().get("/"), a_file(name="Ann\u2019s plan.pdf"))
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert body(answer) == PDF
    table = sent(RequestFactory().get("/"), a_file(b"a,b\n", "t.csv"), shown=True)
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table["Content-Disposition"].startswith("attachment")
    assert body(table) == b"a,b\n"


def test_a_public_picture_is_asked_after_each_time() -> None:
    picture = a_file(a_picture(), "us.jpg")
    answer = sent(RequestFactory().get("/"), picture, shown=True, public=True)
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Cache-Control"] == "no-cache"
    body(answer)
    again = RequestFactory().get("/", headers={"If-None-Match": answer["ETag"]})
    assert sent(again, picture, shown=True, public=True).status_code == 304
    private = RequestFactory().get("/", headers={"If-None-Match": answer["ETag"]})
    assert body(sent(private, picture, shown=True))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("says", "found"),
    [(b"stream: OK\0", ""), (b"stream: Eicar-Test FOUND\0", "Eicar-Test"), (b"", None)],
)
def test_a_scanner_is_asked_over_the_network(says: bytes, found: str | None) -> None:
    """A daemon of our own that speaks as ClamAV's does."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            line, _ = listening.accept()
            with line:
                told = b""
                while not told.endswith(bytes(4)):
                    told += line.recv(65536)
                heard.append(told)
                line.sendall(says)

        daemon = threading.Thread(target=answer)
        daemon.start()
        ask = Clamd("127.0.0.1", listening.getsockname()[1])
        with open(a_file().path, "rb") as file:
            if found is None:
                with pytest.raises(Refused, match="could not look"):
                    ask(file)
            else:
                assert ask(file) == found
        daemon.join()
    assert heard == [b"zINSTREAM\0" + len(PDF).to_bytes(4, "big") + PDF + bytes(4)]


def test_what_was_kept_tells_no_more_than_its_kind_and_size() -> None:
    kept = a_file(name="Ann Jones.pdf")
    assert keep_file.__doc__
    assert str(kept) == "Ann Jones.pdf"
    assert kept.size == len(PDF)
