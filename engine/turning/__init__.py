"""What an answer turns on: supports, firebreaks, and what differs between two answers."""
