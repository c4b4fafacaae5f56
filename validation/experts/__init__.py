"""Duties derived for past wars, held against what experts coded: did the casus foederis arise?"""
