"""The measure: what Django does for a page of rows when one writes it as its tutorial would, and nothing else."""
