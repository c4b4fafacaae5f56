"""Loading: from files to values, with checks and a compiled copy. Stands above the models."""
