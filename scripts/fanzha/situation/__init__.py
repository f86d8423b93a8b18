"""The situation report: an office's figures → a page and a paper, when somebody asks (R27).

`figures.py` reads a table and refuses what could show a person; `release.py` decides which numbers may
be shown; all else (`sentences.py`, `outline.py`, `charts.py`, `page.py`, `paper.py`) sees only what
was released. No build makes any of it, and nothing of it may lie in the site or below docs/.
"""
