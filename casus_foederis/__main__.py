"""The command `casus`, as `python -m casus_foederis`."""

from __future__ import annotations

import gc

import casus_foederis  # noqa: F401  refuses another `engine` or `treaties` before anything imports it


def main() -> None:
    """Run the command line."""
    gc.disable()  # what is imported stays: nothing is to be collected before `cli` sets the pace
    from cli import main as run

    run()


if __name__ == "__main__":
    main()
