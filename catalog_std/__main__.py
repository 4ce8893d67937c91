"""The same door as the console script: ``python -m catalog_std``."""

from catalog_std.cli import main

main()
