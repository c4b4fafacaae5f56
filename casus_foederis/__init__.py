"""Casus Foederis as an installed package: `import casus_foederis` provides the public names of `engine`.

Its packages are called `engine`, `treaties` and `validation`. If another package with one of these names comes first on
Python's path, the import is refused.

>>> import casus_foederis
>>> casus_foederis.__version__ == casus_foederis.version()
True
>>> answer = casus_foederis.ask("Norway", by="Russia", on="1960-01-01", rounds=1)
>>> answer["United States"].status.value
'bound'
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine import *  # noqa: F403

HOME = Path(__file__).resolve().parent.parent
OURS = ("engine", "treaties", "validation", "cli")


def _check() -> None:
    """Refuse to start where another package of the same name would be imported in place of ours."""
    for name in OURS:
        found = find_spec(name)
        origin = str(found.origin) if found else ""
        if not Path(origin).is_relative_to(HOME):
            raise ImportError(
                f"another `{name}` comes first on the path: {origin}; start in another folder"
            )


def version() -> str:
    """Return the version of this release."""
    from treaties.loading.corpus_files import release

    return release()


_check()


def __getattr__(name: str) -> Any:
    """The public names, each when it is asked for."""
    if name == "__version__":
        return version()
    if name.startswith("_") and name != "__all__":
        raise AttributeError(f"module `casus_foederis` has no attribute `{name}`")
    return getattr(import_module("engine"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), "__version__", *import_module("engine").__all__})
