"""PDF files with a text layer: words laid into ruled tables and paragraphs, page by page."""
