"""Rows and diagnostics -> text, JSON, CSV, Markdown and the forms CI systems read."""
