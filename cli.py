"""The doorstep of a checkout: ``python cli.py``."""

from catalog_std.cli import main

main()
