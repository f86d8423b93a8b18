"""From files to typed items: reader, models, tables, library and the one Markdown parser."""
