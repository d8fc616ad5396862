"""Ascent beside two baselines, measured in one run: `make bench`. What it found stands in docs/performance.md."""
