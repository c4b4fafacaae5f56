#!/usr/bin/env python3
"""Build the documentation site: `python3 run.py docs [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from casus_docs.build import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
