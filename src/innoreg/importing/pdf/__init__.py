"""Reads PDF files with a text layer: ruled tables and paragraphs, page by page."""
