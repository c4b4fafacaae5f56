"""What follows from what was promised. Knows no treaty by name and prints nothing."""
