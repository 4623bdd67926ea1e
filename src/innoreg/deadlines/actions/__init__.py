"""What the rules of the grammar make of the words they match, a module for each family."""
