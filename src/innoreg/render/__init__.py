"""A record -> a document: context, engines, last pass; the doors are in `render.render`."""
