"""The judged set of the search, and what judges by it."""
