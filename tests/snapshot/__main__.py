"""`python -m tests.snapshot [QUESTION …]` writes the snapshot anew, all of it or these questions, and names what changed.

`python -m tests.snapshot --since COMMIT [QUESTION …]` prints what they answer otherwise than under that commit.
"""

from __future__ import annotations

import argparse

from tests.snapshot.difference import difference
from tests.snapshot.kept import asked, renew


def main() -> None:
    """Read the command line and do what it says."""
    take = argparse.ArgumentParser(prog="python -m tests.snapshot", description=__doc__)
    take.add_argument("--since", metavar="COMMIT", help="print the difference")
    take.add_argument("questions", nargs="*", metavar="QUESTION")
    given = take.parse_args()
    if given.since:
        print("\n".join(difference(given.since, given.questions)))
        return
    unknown = [f"`{n}`" for n in given.questions if n not in asked()]
    if unknown:
        take.error(f"no question of the snapshot: {', '.join(unknown)}")
    changed = renew(given.questions)
    print(f"{len(changed)} of {len(asked())} changed", *changed, sep="\n")


if __name__ == "__main__":
    main()
