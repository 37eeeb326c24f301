"""The one part of the package that is compiled, and may be missing: everything else stands in
pyproject.toml."""

import sys
from pathlib import Path

from setuptools import Extension, setup

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from workshop.core import FLAGS, MODULE, sources  # noqa: E402

setup(
    ext_modules=[
        Extension(
            MODULE,
            [str(path.relative_to(ROOT)) for path in sources(ROOT)],
            extra_compile_args=FLAGS,
            optional=True,
        )
    ]
)
