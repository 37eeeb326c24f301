"""The settings under test: the real ones, in a folder of their own that is gone afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# In memory where there is such a folder: nothing here outlives a power cut, and a journey that
# writes a hundred times would wait for the disk a hundred times.
MEMORY = Path("/dev/shm")
ENOUGH = 1 << 30  # bytes free
_roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
_FOLDER = tempfile.mkdtemp(prefix="folkmoot-tests-", dir=MEMORY if _roomy else None)
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)

os.environ["FOLKMOOT_VAR"] = _FOLDER
os.environ["FOLKMOOT_DEMO"] = "no"
os.environ.setdefault("FOLKMOOT_SEALING_EFFORT", "least")
os.environ.setdefault("FOLKMOOT_HASHED_FILES", "no")
os.environ["FOLKMOOT_SECONDS_FOR_JOBS"] = "0"  # nobody works unless a test says so
_data = Path(__file__).resolve().parents[2] / "shared" / "data"
if _data.is_dir():
    os.environ.setdefault("FOLKMOOT_DATA", str(_data))

from folkmoot.settings import *  # noqa: E402, F403 - the environment had to be set first
from folkmoot.settings import INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT  # noqa: E402

# Whitenoise warns when there is nothing to serve, and warnings are errors.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# Zeal fails a test in which one query is made once a row.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
WHITENOISE = "whitenoise.middleware.WhiteNoiseMiddleware"
ONCE = "tests.fixtures.serving.LookedThroughOnce"
MIDDLEWARE = [ONCE if each == WHITENOISE else each for each in MIDDLEWARE]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Django itself reads a session twice: when someone signs out, or it has been ended elsewhere.
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}]
