"""Record: facts, questions, grounds, verdicts and rows, the values that make up an answer."""
