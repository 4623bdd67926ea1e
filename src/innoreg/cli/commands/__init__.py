"""One module per command, named like it; no command imports another."""
