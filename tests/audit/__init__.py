"""The site looked at with the tools of others: `python -m tests.audit`."""
