"""The curators' desk: one file for each noun."""
