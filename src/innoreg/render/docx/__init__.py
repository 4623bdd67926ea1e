"""A Word document read back: its parts, pages and effective formats."""
