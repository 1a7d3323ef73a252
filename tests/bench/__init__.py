"""Measures what a guide costs to build, beside the tools people would use instead: `make bench`."""
