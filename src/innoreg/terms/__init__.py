"""What became of the windows of a term: words, days and events alone, without any record."""
