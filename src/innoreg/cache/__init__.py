"""Answers kept between calls, in one SQLite file outside the tree, for exactly the files they are of."""
