"""What the caller did wrong, said in both tongues."""

from __future__ import annotations

from catalog_std.text import Text


class CatalogError(Exception):
    """The tool cannot do its job; ``saying`` tells the caller why. Caught once, in ``cli``."""

    def __init__(self, saying: Text) -> None:
        super().__init__(saying.en)
        self.saying = saying

    def __reduce__(self) -> tuple[type[CatalogError], tuple[Text]]:
        """Tell how to make it again in another process."""
        return CatalogError, (self.saying,)
