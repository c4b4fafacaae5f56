"""The words that the law is written in, and the errors that speak of them. Imports nothing above it."""
