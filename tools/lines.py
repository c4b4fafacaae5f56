"""Count code lines by room: no blank line, no comment, no docstring; Python and JavaScript.

    python tools/lines.py            a table
    python tools/lines.py --json     the same as JSON

`tests/test_architecture.py` holds each room to its budget.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
import tokenize
from collections import Counter
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
SHIPPED = ("casus_foederis", "engine", "treaties", "validation")
"""The packages of the wheel; `cli.py` is counted beside them."""
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
JS_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.S | re.M)


def python_lines(text: str) -> int:
    """The code lines of a Python file.

    >>> python_lines('"About it."' + chr(10) + "# why" + chr(10) + "x = 1" + chr(10))
    1
    """
    told: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        for one in body if isinstance(body, list) else ():
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str):
                told.update(range(one.lineno, (one.end_lineno or one.lineno) + 1))
    code: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT:
            code.update(range(token.start[0], token.end[0] + 1))
    return len(code - told)


def javascript_lines(text: str) -> int:
    """The code lines of a JavaScript file.

    >>> javascript_lines("// why" + chr(10) + "let x = 1;" + chr(10))
    1
    """
    return sum(1 for line in JS_COMMENT.sub("", text).splitlines() if line.strip())


def room_of(path: Path) -> str:
    """The package and room of a file: `engine/cascade`; a file that stands in no room counts for its package."""
    parts = path.relative_to(HOME).parts
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def count() -> Counter[str]:
    """Code lines by room."""
    found: Counter[str] = Counter()
    paths = [p for top in SHIPPED for p in (HOME / top).rglob("*") if p.suffix in (".py", ".js")]
    for path in [*paths, HOME / "cli.py"]:
        lines = python_lines if path.suffix == ".py" else javascript_lines
        found[room_of(path)] += lines(path.read_text(encoding="utf-8"))
    return found


def totals(rooms: Counter[str]) -> dict[str, int]:
    """Code lines by package, and of all that is shipped."""
    tops: Counter[str] = Counter()
    for room, lines in rooms.items():
        tops[room.split("/")[0]] += lines
    return {**tops, "shipped": sum(rooms.values())}


def main() -> None:
    """Print the table."""
    rooms = count()
    if "--json" in sys.argv:
        print(json.dumps({"rooms": rooms, "totals": totals(rooms)}, indent=1, sort_keys=True))
        return
    for room, lines in sorted(rooms.items()):
        print(f"{room:28} {lines:6,}")
    for top, lines in totals(rooms).items():
        print(f"{top:28} {lines:6,}  in all")


if __name__ == "__main__":
    main()
