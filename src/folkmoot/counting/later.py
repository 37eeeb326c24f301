"""Modules that are loaded when something of them is first used, and not before.

numpy takes longer to load than most counts take, and what the compiled core does by itself
never asks it for anything. Python's dataclasses ask inspect only about classes that nobody has
described.
"""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands where a module will be. Whoever imported it may keep it: it becomes that module."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)

    def __getattr__(self, name: str) -> Any:
        """Load the module, once, and look there."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


def load(*names: str) -> None:
    """Have `import` of these do nothing yet, where it has not been done."""
    for name in names:
        sys.modules.setdefault(name, Later(name))
