"""First use: a town's own data in a few answers, held against the rules before anything is written."""
