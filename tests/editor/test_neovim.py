"""Neovim, headless, set up as our page says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, tool
from tests.editor.test_server import HERE, LOCAL, catalog

__all__ = ["catalog"]

ASK = """\
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
local found = vim.diagnostic.get(0)
vim.api.nvim_win_set_cursor(0, {12, 13})
local at = vim.lsp.util.make_position_params()
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", at, 20000)
local shown = ""
for _, answer in pairs(hover or {}) do shown = shown .. answer.result.contents.value end
vim.fn.writefile({vim.json.encode({found = found, hover = shown})}, "out.json")
"""


def test_neovim_shows_findings_and_hovers(catalog: Path) -> None:
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    (setup,) = re.findall(r"```lua\n(.*?)```", page, re.DOTALL)
    (catalog / "init.lua").write_text(setup, encoding="utf-8")
    (catalog / "ask.lua").write_text(ASK, encoding="utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [
            tool("nvim"),
            "--headless",
            "-u",
            "init.lua",
            HERE,
            "-c",
            "luafile ask.lua",
            "-c",
            "qa!",
        ],
        check=False,
        cwd=catalog,
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": path, "CATALOG_STD_LANG": "zh", "HOME": str(catalog)},
        timeout=120,
    )
    assert (catalog / "out.json").exists(), done.stderr
    said = json.loads((catalog / "out.json").read_text(encoding="utf-8"))
    late = next(d for d in said["found"] if d["message"].startswith("承诺 70 个工作日"))
    line = LOCAL.split("\n")[late["lnum"]]
    assert line.encode()[late["col"] : late["end_col"]] == b"70"
    assert said["hover"].startswith("**材料形式** `materials[].medium`")
