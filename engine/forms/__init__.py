"""Graphic and tabular forms, independent of answers: tables, SVG, charts, the globe, and styles."""
