"""Turns a bank of interview questions into a site, exports and printed sheets."""
