"""What is generated for editors: field reference, rules page, schemas, snippets."""
