"""One module a kind of page; each gives pages from the guide, none knows another."""
