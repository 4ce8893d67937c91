#!/bin/sh
# Bring the JSON-Schema-Test-Suite (MIT), as the source package of jsonschema carries it, into .tools.
# Without it the test over its pairs skips, and says so.
set -eu
cd "$(dirname "$0")/.."
target=.tools/json-schema-test-suite
test -d "$target/draft2020-12" && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/pip download --quiet --no-deps --no-binary jsonschema --dest "$work" jsonschema==4.26.0 || {
    echo "未取得 JSON-Schema-Test-Suite，相关测试将跳过 · no JSON-Schema-Test-Suite: its test will skip" >&2
    exit 0
}
tar -xzf "$work"/jsonschema-*.tar.gz -C "$work"
mkdir -p "$target"
cp -r "$work"/jsonschema-*/json/tests/draft2020-12 "$work"/jsonschema-*/json/remotes "$target"/
