"""Our treaties and the alliances of outside files, side by side and one as the other."""
