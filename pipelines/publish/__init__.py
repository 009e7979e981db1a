"""From audited tables to what readers open: whole, unchanging, swapped in at once."""
