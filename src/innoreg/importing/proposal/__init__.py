"""Drafts -> raw records of the register: what a document says, put into the keys of the format."""
