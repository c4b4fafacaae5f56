"""Data frames: every result as flat tables with the field's own keys, in pandas, polars or Arrow."""
