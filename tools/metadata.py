#!/usr/bin/env python3
"""Write `.zenodo.json` and `codemeta.json` from `CITATION.cff` and `pyproject.toml`: `python -m tools.metadata`.

What is cited stands in `CITATION.cff`, what is installed in `pyproject.toml`, and nothing is said by hand twice.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent


def citation() -> dict[str, Any]:
    """Read what is cited."""
    import yaml

    text = (HOME / "CITATION.cff").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def project() -> dict[str, Any]:
    """Read what is installed."""
    text = (HOME / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["project"]
    return found


def zenodo() -> dict[str, Any]:
    """Give what an archive shows of a release."""
    cited = citation()
    return {
        "title": cited["title"],
        "description": cited["abstract"],
        "upload_type": "software",
        "version": str(cited["version"]),
        "license": cited["license"],
        "creators": [{"name": author["name"]} for author in cited["authors"]],
        "keywords": cited["keywords"],
    }


def codemeta() -> dict[str, Any]:
    """Give what catalogues of software read, in the terms of CodeMeta 3.0."""
    cited, installed = citation(), project()
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": cited["title"].partition(":")[0],
        "description": cited["abstract"],
        "version": str(cited["version"]),
        "license": f"https://spdx.org/licenses/{cited['license']}",
        "author": [
            {"@type": "Organization", "name": author["name"]}
            for author in cited["authors"]
        ],
        "keywords": cited["keywords"],
        "programmingLanguage": "Python",
        "runtimePlatform": f"Python {installed['requires-python']}",
        "softwareRequirements": installed["dependencies"],
    }


FILES = {".zenodo.json": zenodo, "codemeta.json": codemeta}


def text_of(name: str) -> str:
    """Give the text of one of the files."""
    return json.dumps(FILES[name](), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name in FILES:
        (HOME / name).write_text(text_of(name), encoding="utf-8")
