"""The explorer: one self-contained page on which a reader changes answers to questions, and readings, and sees the effect."""

from __future__ import annotations

from engine.output.report.report_page import report

__all__ = ["report"]
