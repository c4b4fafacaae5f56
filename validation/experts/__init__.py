"""The benchmark of experts: duties derived for past wars, beside what experts coded."""
