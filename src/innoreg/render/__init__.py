"""A record -> a document: context, engines, last pass."""
