"""The layout of official documents: profiles of the standard, thirty checks of any .docx."""
