"""The register of innovation activity of a regional education system, kept as YAML in git."""

__version__ = "0.1.0"
