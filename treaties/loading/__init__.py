"""Loading: data files to models, with checks and a compiled copy."""
