"""The layout of official documents: profiles of the standard and the checks of any .docx."""
