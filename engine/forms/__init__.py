"""Forms that know no answer: tables, SVG, charts, the globe, and the look of every picture."""
