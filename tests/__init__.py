"""Tests, through the public seams."""
