"""Pages are put into the output folder here: whole, and never over bytes that we did not write."""
