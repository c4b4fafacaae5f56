"""Sweeps: the same question for every ordered pair of states, on many days, with the law compiled once a day.

`plain` answers reachability (every duty of help taken as unconditional), `atonce` who is bound, conditional or
contested on the attack alone; `runner` divides the work and `store` keeps the rows.
"""
