"""Many towns from one library: table → profiles, choice → tasks → engine → folders, index, report.

The unit is a town: it is made whole, in one process, here or on another machine, and put in place in
one step. Towns share a store of products and a pool of files, so that a further town costs only what
is its own.
"""
