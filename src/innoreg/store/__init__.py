"""The tree on disk and in git: finding it, reading it with places, writing it."""
