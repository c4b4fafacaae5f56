"""Interfaces for people and programs: the command line, the page and its server, the static site, the assistant's tools."""
