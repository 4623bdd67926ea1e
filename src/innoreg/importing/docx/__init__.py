"""Word files: the package, its numbering and styles, and the walk over its body."""
