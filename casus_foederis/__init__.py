"""Casus Foederis under the name it is installed by: `import casus_foederis` gives the public names of `engine`.

Its packages are called `engine`, `treaties` and `validation`, as many a folder is. Once this one is imported they are
those that stand beside it, whatever the working folder holds.

>>> import casus_foederis
>>> casus_foederis.__version__ == casus_foederis.version()
True
>>> answer = casus_foederis.ask("Norway", by="Russia", on="1960-01-01", rounds=1)
>>> answer["United States"].status.value
'bound'
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import *  # noqa: F403

HOME = str(Path(__file__).resolve().parent.parent)
OURS = ("engine", "treaties", "validation", "cli")


class House:
    """Finds our own packages where they stand, before any folder of the same name on the path."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: Any = None
    ) -> ModuleSpec | None:
        """Find one of our packages in the folder of this one; None for every other name.

        Args:
            name: the dotted name that is imported.
            path: where Python looks for a submodule; None for a package at the top, and only those are ours.
            target: the module that is loaded again, which Python passes and nothing here needs.
        """
        return (
            PathFinder.find_spec(name, [HOME], target)
            if path is None and name in OURS
            else None
        )


def _settle() -> None:
    """Make the names ours; a package of that name that was imported before is an error."""
    for name in OURS:
        found = getattr(sys.modules.get(name), "__file__", None)
        if found and not str(Path(found).resolve()).startswith(HOME):
            raise ImportError(
                f"another `{name}` was imported before, from {found}; import casus_foederis first, or rename that one"
            )
    if House not in sys.meta_path:
        sys.meta_path.insert(0, House)


def version() -> str:
    """Give the version of this release."""
    from treaties.loading.corpus_files import release

    return release()


_settle()


def __getattr__(name: str) -> Any:
    """The public names, each when it is asked for."""
    if name == "__version__":
        return version()
    if name.startswith("_") and name != "__all__":
        raise AttributeError(f"module `casus_foederis` has no attribute `{name}`")
    return getattr(import_module("engine"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), "__version__", *import_module("engine").__all__})
