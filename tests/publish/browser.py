"""A headless Chromium to look at pages with, spoken to over its own protocol."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium")
TOOLS = ROOT / ".tools" / "browser"
AXE, VNU = TOOLS / "axe.min.js", TOOLS / "vnu.jar"
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-port=0",
)
_AXE_RUN = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3).join(' ')))"""


@dataclass
class Browser:
    """One tab."""

    socket: ClientConnection
    last: int = 0
    loaded: list[str] = field(default_factory=list)

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method of the protocol and wait for its answer."""
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("method") == "Page.loadEventFired":
                self.loaded.append("")
            if answer.get("id") == self.last:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, path: Path, query: str = "") -> None:
        """Open a page of a folder and wait until it is there."""
        self.send("Page.navigate", url=path.as_uri() + query)
        for _ in range(200):
            if self.run("document.readyState") == "complete":
                return
            time.sleep(0.02)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the page gives
        """Run a script in the page; a promise is waited for."""
        found = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def size(self, width: int, height: int = 900) -> None:
        """Make the window so large."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    def scheme(self, dark: bool) -> None:  # noqa: FBT001 - a switch
        """Prefer dark or light."""
        value = "dark" if dark else "light"
        features = [{"name": "prefers-color-scheme", "value": value}]
        self.send("Emulation.setEmulatedMedia", features=features)

    def script(self, on: bool) -> None:  # noqa: FBT001 - a switch
        """Switch the page's scripts on or off."""
        self.send("Emulation.setScriptExecutionDisabled", value=not on)

    def violations(self) -> list[str]:
        """Have axe look at the page: WCAG 2.2 A and AA, and good practice."""
        if not self.run("typeof axe === 'object'"):
            self.run(AXE.read_text(encoding="utf-8") + ";0")
        found: list[str] = self.run(_AXE_RUN)
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium with one tab."""
    assert CHROMIUM
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command = [CHROMIUM, *_FLAGS, f"--user-data-dir={home}", "about:blank"]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with connect(_address(Path(home)), max_size=None) as socket:
                tab = Browser(socket)
                tab.send("Page.enable")
                yield tab
        finally:
            process.terminate()
            process.wait(timeout=20)


def _address(home: Path) -> str:
    """Find the tab's address, once the browser has written down its port."""
    port = home / "DevToolsActivePort"
    for _ in range(600):
        if port.exists() and "\n" in port.read_text():
            break
        time.sleep(0.05)
    number = port.read_text().split("\n")[0]
    from urllib.request import urlopen  # noqa: PLC0415 - only here

    with urlopen(f"http://127.0.0.1:{number}/json/list") as answer:
        tabs = json.load(answer)
    address: str = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
    return address
