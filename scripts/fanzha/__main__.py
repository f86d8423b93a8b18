"""``python -m fanzha`` does what the ``fanzha`` command does."""

from fanzha.cli import main

if __name__ == "__main__":
    main()
