#!/usr/bin/env python3
"""Keep the law as it stands as the edition that `treaties/edition.toml` names: `python -m tools.edition`."""

from __future__ import annotations

from treaties.loading.corpus import load_corpus
from treaties.loading.editions import FOLDER, edition_entries, edition_text


def main() -> None:
    """Write the table of the edition."""
    law = load_corpus(cache=False)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{law.version}.csv"
    path.write_text(edition_text(edition_entries(law).values()), encoding="utf-8")
    print(f"{path.name}: {len(law.treaties)} instruments")


if __name__ == "__main__":
    main()
