"""Settings of the documentation site. `python3 run.py docs` builds it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from treaties.loading.corpus_files import release as numbered

project = "Casus Foederis"
author = "The Casus Foederis contributors"
project_copyright = author
version = release = numbered()
language = "en_GB"

extensions = ["myst_parser", "casus_docs.directive"]
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "fieldlist",
]
myst_heading_anchors = 4
myst_ref_domains = ["std"]
exclude_patterns: list[str] = []
nitpicky = True
smartquotes = False

templates_path = ["_templates"]
html_theme = "furo"
html_title = "Casus Foederis"
html_static_path = ["_static"]
html_css_files = ["casus.css"]
html_js_files = ["casus.js"]
html_copy_source = False
html_show_sphinx = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
