"""What the records are: frozen, checked, every field described; one file per kind."""
