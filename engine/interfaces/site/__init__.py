"""The explorer as a static site: the engine runs in the visitor's browser, and nothing is asked of any server."""

from __future__ import annotations

from engine.interfaces.site.site_build import Built, build

__all__ = ["Built", "build"]
