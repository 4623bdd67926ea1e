"""The register as typed tables for other programs: Parquet in folders by kind and region, SQLite."""
