"""Files that others wrote, read into plain rows: one file for each format."""
