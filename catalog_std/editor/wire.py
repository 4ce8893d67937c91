"""The wire to an editor: the protocol as pygls has it, but nothing that was answered is kept."""

from __future__ import annotations

from typing import Any

from pygls.protocol import LanguageServerProtocol


class Wire(LanguageServerProtocol):
    """The protocol, without what pygls 2.1 keeps for ever of every notification: 2 kB for a key pressed."""

    def handle_message(self, message: Any) -> None:  # noqa: ANN401 - as pygls has it
        """Take a message, and let go of what is done."""
        super().handle_message(message)
        futures = self._request_futures
        for name in [name for name, future in futures.items() if future.done()]:
            del futures[name]
