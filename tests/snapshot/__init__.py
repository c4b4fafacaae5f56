"""What the engine says of every case, every scenario and sixty pairs of states.

Sixty-two cases of doctrine stand whole in `files`, to be read; of every other question a digest stands in `digests`.
`python -m tests.snapshot` writes both anew; with `--since COMMIT` it prints what any question answers otherwise.
"""
