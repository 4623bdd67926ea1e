"""A document made elsewhere -> draft rows and notes, as values; nothing is written or printed."""
