"""YAML as text: read with places, written, patched, laid out."""
