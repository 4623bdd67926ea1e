"""Reads Word files: the package, its styles and numbering, paragraphs and tables."""
