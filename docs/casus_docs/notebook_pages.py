"""A page for each notebook, run when the site is built: prose, code, and what the code showed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from casus_docs.stage import HOME

FOLDER = HOME / "notebooks"
SECONDS = 300
"""Seconds that a cell may take before the build fails."""


def pages(folder: Path = FOLDER) -> dict[str, str]:
    """Every notebook as a page of the site, by its place."""
    return {
        f"notebooks/{path.stem}.md": page(path) for path in sorted(folder.glob("*.md"))
    }


def page(path: Path) -> str:
    """One notebook as Markdown: its cells, and below each what it gave.

    Raises the fault of the first cell that fails, which fails the build.
    """
    notebook = _executed(path)
    out = [f"(notebook-{path.stem})=", ""]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            out += [cell.source, ""]
        elif cell.source.strip():
            out += ["```python", cell.source, "```", ""]
            for given in cell.outputs:
                out += [*_shown(given), ""]
    return "\n".join(out)


def _executed(path: Path) -> Any:
    import jupytext  # type: ignore[import-untyped]
    from nbclient import NotebookClient

    notebook = jupytext.read(path)
    env = {k: v for k, v in os.environ.items() if k != "CASUS_DATA"}
    env["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(HOME), env.get("PYTHONPATH", "")])
    )
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.log_level=40"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    with client.setup_kernel(env=env):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
    return notebook


def _shown(given: Any) -> list[str]:
    """What a cell gave: the page where it has one, else its words."""
    data = given.get("data", {})
    if "text/html" in data:
        return [
            "```{raw} html",
            '<div class="casus-output">',
            data["text/html"],
            "</div>",
            "```",
        ]
    words = given.get("text") or data.get("text/plain", "")
    return ["```text", words.rstrip("\n"), "```"] if words else []
