"""Graphic and tabular forms, independent of answers: tables, SVG, charts, the globe, styles, and the bases of JSON results."""
