"""Asking a virus scanner, where there is one: ClamAV's own way of speaking (clamd, INSTREAM)."""

import socket
from typing import BinaryIO

from django.conf import settings

from folkmoot.kernel.files.checking import Scan
from folkmoot.kernel.rules import Refused

PIECE = 64 * 1024
SECONDS = 20.0
SILENT = "We could not look whether that file is safe. Try again in a few minutes."


def scanner() -> Scan | None:
    """The scanner this copy has been told of; None where there is none."""
    host, _, port = settings.VIRUS_SCANNER.partition(":")
    return Clamd(host, int(port or 3310)) if host else None


class Clamd:
    """A ClamAV daemon somewhere in this network."""

    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)

    def __call__(self, file: BinaryIO) -> str:
        """What it calls what it found; "" for nothing.

        Raises
        ------
        Refused
            When it does not answer: a file that nobody looked at is not kept.
        """
        try:
            told = self._asked(file)
        except OSError as silent:
            raise Refused(SILENT) from silent
        found = told.rstrip("\0\n ")
        if found.endswith("OK"):
            return ""
        if found.endswith("FOUND"):
            return found.removesuffix("FOUND").partition(":")[2].strip()
        raise Refused(SILENT)

    def _asked(self, file: BinaryIO) -> str:
        file.seek(0)
        with socket.create_connection(self.address, timeout=SECONDS) as line:
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and (piece := line.recv(1024)):
                answer += piece
        file.seek(0)
        return answer.decode(errors="replace")
