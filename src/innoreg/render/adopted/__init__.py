"""A clerk's own Word form: what stands where in it, and the document put into it."""
