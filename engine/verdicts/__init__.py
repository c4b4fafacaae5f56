"""From supports to verdicts: status, rows, the solution. Values that know no form."""
