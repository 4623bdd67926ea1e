"""Makes raw records of the register, with the keys of its format, from drafts."""
