"""The derivation and the law in the languages of other tools, so that anyone can check them or go on with them."""
