"""Letters as mail: composed, configured, sent. Knows nothing of the register."""
