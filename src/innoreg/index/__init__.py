"""What was worked out before, kept in one SQLite file outside the tree and never trusted blindly."""
