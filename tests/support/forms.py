"""Every form of an answer, by name, as text: rendered from findings alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from engine.findings.findings import Findings

DERIVING = ("engine.cascade", "engine.labels", "engine.verdicts")


def forms(findings: Findings) -> dict[str, str]:
    """Render every form."""
    from engine.findings.explanation import explain
    from engine.findings.extent import DetailOptions
    from engine.output.answer_document import document
    from engine.output.answer_json import answer_to_dict, why_to_dict
    from engine.output.answer_tables import tables
    from engine.output.citing import cite
    from engine.output.mistake import mistake_report
    from engine.output.page import sections_html
    from engine.output.picture import draw, world_map
    from engine.output.plain import as_text
    from engine.output.report import report
    from engine.output.state_text import tell_why

    whole = DetailOptions(all=True)
    first = findings.rows[0]
    made: dict[str, Callable[[], Any]] = {
        "text": lambda: as_text(document(findings)),
        "everything": lambda: as_text(document(findings, whole), lines=None),
        "json": lambda: json.dumps(answer_to_dict(findings, full=True)),
        "short json": lambda: json.dumps(answer_to_dict(findings)),
        "tables": lambda: {
            n: list(map(dict, t().rows)) for n, t in tables(findings).items()
        },
        "picture": lambda: draw(findings),
        "map": lambda: world_map(findings),
        "page": lambda: report(findings),
        "sections": lambda: sections_html(document(findings)),
        "citations": lambda: cite(findings),
        "mistake": lambda: mistake_report(findings),
        "why": lambda: tell_why(explain(findings, first)),
        "why json": lambda: json.dumps(why_to_dict(explain(findings, first))),
    }
    return {name: str(make()) for name, make in made.items()}


class Barred(MetaPathFinder):
    """Lets nothing that derives be imported."""

    def find_spec(self, name: str, *_: object) -> None:
        """Raise `ImportError` for a room that derives."""
        if name.startswith(DERIVING):
            raise ImportError(f"{name} derives")


def main(written: Path) -> None:
    """Print as JSON the forms of findings read back from a file, where nothing that derives can be imported."""
    sys.meta_path.insert(0, Barred())
    from tests.support.kept_findings import from_json
    from treaties.loading.corpus import load_corpus

    found = from_json(written.read_bytes(), load_corpus())
    print(json.dumps(forms(found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
