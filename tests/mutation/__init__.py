"""Mutation testing of the code that keeps strangers out; see docs/contribute/safety.md."""
