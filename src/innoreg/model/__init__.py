"""The models of the records: frozen, validated, every field described; a module for each kind."""
