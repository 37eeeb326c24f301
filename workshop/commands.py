"""The commands of run.py, and how each is asked for.

What only some commands need is loaded by them: a count should not wait for the tools of tests.
"""

import signal
from collections.abc import Callable
from types import FrameType

from workshop import setup
from workshop.steps import alone, be_quiet
from workshop.tools import ROOT, Stopped, complain, say, stop_all

HELP = """\
python3 run.py COMMAND

  demo       set up and serve a believable place, on this machine only
               --port N     another port than 8000
               --no-serve   set up everything, serve nothing
               --fresh      begin again with an empty database
  test       check everything: form, types, the shape of the house, tests on both databases,
             journeys in a real browser
               --quick      without PostgreSQL and the browser
               ROOM …       the tests of these rooms only
  folkmoot   Folkmoot's own command line: python3 run.py folkmoot help
  bench      measure how fast it is and how much it can carry
  setup      set up for demo and test, and run neither
  doors      write docs/doors.md again
  format     put the code in the agreed form
  lock       choose package versions afresh
"""
NEEDS_NO_DATABASE = {
    *("certify", "count"),
    *("check", "help", "makemigrations", "migrate", "showmigrations"),
}


def main(words: list[str]) -> int:
    """Run one command; what goes wrong is one sentence and an exit code that is not 0."""
    signal.signal(signal.SIGTERM, _as_if_interrupted)
    name, rest = (words[0], words[1:]) if words else ("help", [])
    if name in {"help", "-h", "--help"}:
        say(HELP, end="")
        return 0
    if name not in COMMANDS:
        complain(f"There is no command “{name}”.\n\n{HELP}")
        return 2
    try:
        return COMMANDS[name](rest)
    except Stopped as sentence:
        complain(str(sentence))
        return sentence.code
    except OSError as trouble:
        complain(f"This machine said no: {trouble}. Mend that and run this again.")
        return 1
    except KeyboardInterrupt:
        complain("Stopped. Nothing is lost: run it again and it goes on from here.")
        return 130
    finally:
        stop_all()


def _as_if_interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class Misasked(Stopped):
    """The command was asked for in a way we do not understand."""

    code = 2

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence}\n\n{HELP}")


def _demo(words: list[str]) -> int:
    port, serve, fresh = 8000, True, False
    rest = iter(words)
    for word in rest:
        if word == "--no-serve":
            serve = False
        elif word == "--fresh":
            fresh = True
        elif word == "--port" or word.startswith("--port="):
            port = _port(word.partition("=")[2] or next(rest, ""))
        else:
            raise Misasked(f"demo does not know “{word}”.")
    from workshop.demo import demo

    demo(port=port, serve=serve, fresh=fresh)
    return 0


def _port(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= 65535:
        raise Misasked(f"A port is a number from 1 to 65535, not “{word}”.")
    return int(word)


def _test(words: list[str]) -> int:
    rooms = [word for word in words if word != "--quick"]
    known = {path.parent.name for path in (ROOT / "src" / "folkmoot").glob("*/__init__.py")}
    for room in rooms:
        if room not in known:
            raise Misasked(f"There is no room “{room}”; there are {', '.join(sorted(known))}.")
    quick = "--quick" in words
    _prepare_for_tests(browser=not quick)
    from workshop import checks

    return checks.check(rooms=rooms, quick=quick)


def _prepare_for_tests(*, browser: bool) -> None:
    setup.writable()
    with alone():
        setup.packages(developing=True)
        setup.counting_core()
        if browser:
            setup.assets()


def _folkmoot(words: list[str]) -> int:
    be_quiet()
    first = words[0] if words else "help"
    with_database = not first.startswith("-") and first not in NEEDS_NO_DATABASE
    if with_database:
        setup.database_as_it_is()
    if with_database or not setup.packages_are_there():
        setup.writable()
        with alone():
            setup.packages()
            setup.counting_core()
            if with_database:
                setup.secret_key()
                setup.database()
    setup.replace_with_folkmoot(words)
    return 0


def _setup(words: list[str]) -> int:
    _no_words("setup", words)
    setup.database_as_it_is(whole=True)
    setup.writable()
    with alone():
        setup.packages(developing=True)
        from workshop.demo import prepare

        prepare()
    say("Ready: python3 run.py demo, or python3 run.py test.")
    return 0


def _lock(words: list[str]) -> int:
    _no_words("lock", words)
    setup.writable()
    with alone():
        setup.lock()
    return 0


def _bench(words: list[str]) -> int:
    _prepare_for_tests(browser=True)
    from workshop import checks

    return checks.aloud("bench", *words)


def _doors(words: list[str]) -> int:
    _no_words("doors", words)
    _prepare_for_tests(browser=False)
    from workshop import checks

    return checks.aloud("tests.architecture.write_doors")


def _format(words: list[str]) -> int:
    _no_words("format", words)
    _prepare_for_tests(browser=False)
    from workshop import checks

    return checks.put_in_form()


def _no_words(name: str, words: list[str]) -> None:
    if words:
        raise Misasked(f"{name} does not know “{words[0]}”.")


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": _demo,
    "test": _test,
    "folkmoot": _folkmoot,
    "bench": _bench,
    "setup": _setup,
    "doors": _doors,
    "format": _format,
    "lock": _lock,
}
