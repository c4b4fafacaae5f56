"""The explorer: one self-contained page on which a reader turns questions and readings and sees what follows."""

from __future__ import annotations

from engine.output.report.report_page import report

__all__ = ["report"]
