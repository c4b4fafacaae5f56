"""The experts' benchmark: duties derived for past wars, compared with experts' codings."""
