"""Programs beside the build: run by hand or on a schedule."""
