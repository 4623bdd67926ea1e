"""The register as a static site: a registry on a day -> pages of plain data -> HTML files."""
