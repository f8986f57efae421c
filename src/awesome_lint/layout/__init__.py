"""How lists, tables and empty lines are written, and what most of a file does."""
