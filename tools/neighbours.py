"""Make treaties/atlas/neighbours.json from treaties/atlas/borders.json: which states of today share a border on land.

    python tools/neighbours.py

Two states are neighbours where their outlines share two points; lands with no border on land have none.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))


def main() -> None:
    """Write the file anew."""
    from treaties.atlas import HOME as ATLAS
    from treaties.atlas import load_atlas
    from treaties.loading.register import load_states

    ids = {
        s.iso3: s.id
        for s in load_states().all
        if s.iso3 and not (s.system and s.system[-1].until)
    }
    at: dict[tuple[float, float], set[str]] = {}
    for iso, rings in load_atlas().land.items():
        for ring in rings:
            for lon, lat in ring:
                at.setdefault((round((lon + 180) % 360, 2), lat), set()).add(iso)
    shared: dict[tuple[str, str], int] = {}
    for states in at.values():
        for pair in combinations(sorted(states), 2):
            shared[pair] = shared.get(pair, 0) + 1
    found: dict[str, set[str]] = {}
    for (one, other), points in shared.items():
        if points > 1 and one in ids and other in ids:
            found.setdefault(ids[one], set()).add(ids[other])
            found.setdefault(ids[other], set()).add(ids[one])
    text = ",\n".join(
        f" {json.dumps(s)}: {json.dumps(sorted(n))}" for s, n in sorted(found.items())
    )
    (ATLAS / "neighbours.json").write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
