"""What a page may load and run: everything from its own place, nothing inline, nothing foreign.

The same line stands in the examples for web servers; a browser keeps both.
"""

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'"
)
