"""Mutation testing of the code that keeps strangers out; CONTRIBUTING.md says how to run and read it."""
