"""Schemas and pages made at build time from the models, ATOP and Correlates of War."""

from __future__ import annotations

import json
import os
from pathlib import Path

from casus_docs.stage import HOME
from engine.interfaces.json_schema import RESULTS, schema
from treaties.loading.hot_spots import load_hot_spots
from treaties.loading.schema import KINDS
from treaties.models.corpus import Corpus
from validation import corpus_state
from validation.atop import agreement, agreement_text, coverage

TITLES = {
    "state-of-the-corpus": "State of the corpus",
    "atop-agreement": "Agreement with ATOP",
    "defence-pacts": "Defence pacts counted",
}


def write_schemas(folder: Path) -> None:
    """Write the schema of every data file and result into `schema/` of a folder."""
    target = folder / "schema"
    target.mkdir(parents=True, exist_ok=True)
    for kind in (*KINDS, *RESULTS):
        text = json.dumps(schema(kind), indent=2, ensure_ascii=False)
        (target / f"{kind}.json").write_text(f"{text}\n", encoding="utf-8")


def outside_data() -> Path | None:
    """The folder of outside data that `CASUS_DATA` names; None where it does not hold ATOP's file."""
    folder = Path(os.environ.get("CASUS_DATA", HOME.parent / "shared" / "data"))
    return folder if (folder / "atop" / "atop5_1m.csv").is_file() else None


def pages(law: Corpus) -> dict[str, str]:
    """The three pages made from ATOP's and COW's files; where they are not here, each says how it is made."""
    data = outside_data()
    if data is None:
        return {f"{name}.md": _missing(title) for name, title in TITLES.items()}
    atop, cow = (
        data / "atop" / "atop5_1m.csv",
        data / "cow" / "alliance_v4.1_by_member.csv",
    )
    compared, counted = agreement.compare(law, atop), coverage.coverages(law, atop, cow)
    state = corpus_state.corpus_state(law, load_hot_spots(), counted, compared)
    return {
        "state-of-the-corpus.md": corpus_state.markdown(state),
        "atop-agreement.md": agreement_text.markdown(compared, law),
        "defence-pacts.md": coverage.markdown(counted, law),
    }


def _missing(title: str) -> str:
    return (
        f"# {title}\n\nThis page is made from the member files of ATOP 5.1 and of COW's alliances, which this build did "
        "not have. Name the folder that holds them in `CASUS_DATA` and build again; `casus check --state` prints what "
        "needs neither.\n"
    )
