"""Saving an answer to a file, in the format that the file name extension states."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from treaties.vocabulary.errors import CasusError, reason

if TYPE_CHECKING:
    from engine.findings.findings import Findings

ENDINGS = (".svg", ".png", ".html", ".json", ".txt")


def save(answer: Findings, path: str | Path) -> Path:
    """Write an answer as `.svg`, `.png` (extra `png`), `.html` (the explorer page), `.json` or `.txt`, and return the
    path.

    Raises `CasusError` for another extension, a directory that does not exist, or a missing extra.
    """
    target = Path(path)
    ending = ending_of(target)
    if ending in (".svg", ".png"):
        from engine.output.picture.diagram import draw

        return write(target, draw(answer) if ending == ".svg" else png(draw(answer)))
    if ending == ".html":
        from engine.output.report import report

        return write(target, report(answer))
    if ending == ".json":
        from engine.output.answer_json import answer_to_dict

        return write(
            target,
            json.dumps(answer_to_dict(answer, full=True), ensure_ascii=False, indent=2)
            + "\n",
        )
    from engine.output.answer_document import document
    from engine.output.plain import LINES, as_text

    return write(target, as_text(document(answer), lines=LINES) + "\n")


def save_picture(svg: str, path: str | Path) -> Path:
    """Write an SVG picture as `.svg`, `.png` or a plain `.html` page, and return the path."""
    target = Path(path)
    ending = ending_of(target, (".svg", ".png", ".html"))
    if ending == ".html":
        page = (
            '<!doctype html><html lang="en"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Who is drawn in?</title>'
            "<style>body{margin:0}svg{display:block;margin:auto;max-width:100%;height:auto}</style>"
        )
        return write(target, f"{page}{svg}</html>")
    return write(target, png(svg) if ending == ".png" else svg)


def ending_of(path: Path, allowed: tuple[str, ...] = ENDINGS) -> str:
    """Return the file name extension of a path. Raises `CasusError` for an extension that is not allowed."""
    ending = path.suffix.lower()
    if ending not in allowed:
        raise CasusError(
            f"`{path}` does not say which form",
            remedy=f"end it in {', '.join(allowed)}",
        )
    return ending


def write(path: Path, content: str | bytes) -> Path:
    """Write text or bytes to a file, completely or not at all, and return its path. Raises `CasusError` if the file
    system fails.
    """
    target = Path(os.path.realpath(path))  # of links that lead round, the first
    special = target.exists() and not target.is_file()  # a device or a pipe has no half
    part = target if special else target.with_name(target.name + ".part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(target)
    except OSError as error:
        if not special:
            part.unlink(missing_ok=True)
        raise CasusError(f"cannot write `{path}`: {reason(error)}") from None
    return path


def png(svg: str, *, scale: float = 2.0, own_fonts: bool = False) -> bytes:
    """Return an SVG picture as PNG. Needs the extra `png`, which brings a font for machines that have none.

    Args:
        svg: the picture.
        scale: pixels per unit of the picture.
        own_fonts: use only the font of the extra, so that the result is the same on every machine.

    Raises `CasusError` if the extra is missing.
    """
    try:
        import font_roboto  # type: ignore[import-untyped]
        import resvg_py
    except ImportError as error:
        raise CasusError(
            f"a PNG needs {error.name}",
            remedy="install `casus-foederis[png]`, or write an .svg",
        ) from None
    fonts = Path(font_roboto.__file__).parent / "files"
    made = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        font_dirs=[str(fonts)],
        sans_serif_family="Roboto",
        skip_system_fonts=own_fonts,
    )
    return bytes(made)
