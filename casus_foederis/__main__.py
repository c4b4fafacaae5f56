"""`python -m casus_foederis` is the command `casus`."""

from __future__ import annotations

import casus_foederis  # noqa: F401  the names `engine` and `treaties` become ours before anything asks for them


def main() -> None:
    """Run the command line."""
    from cli import main as run

    run()


if __name__ == "__main__":
    main()
