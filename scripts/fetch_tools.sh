#!/bin/sh
# Fetch what some tests drive: editors, shells, a YAML language server. fetch_tools.sh FOLDER
# Nothing of it is needed to use catalog-std. What cannot be had is said here, and its tests are skipped.
set -u
folder=$1
yaml_server=1.25.0
missing=

say() { echo "fetch_tools: $*" >&2; }

has() {
    case $1 in
    nodejs) command -v node ;;
    neovim) command -v nvim ;;
    man-db) command -v man ;;
    *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

for package in nodejs npm neovim zsh fish mandoc man-db groff; do
    has "$package" || missing="$missing $package"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then run=; else run="sudo -n"; fi
    say "安装 · installing:$missing"
    $run apt-get update -qq >&2 || say "没有 apt-get · no apt-get"
    for package in $missing; do
        DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
            say "没有装上，相关测试会跳过 · not installed, its tests will be skipped: $package"
    done
fi
mkdir -p "$folder"
if has npm && [ ! -x "$folder/node_modules/.bin/yaml-language-server" ]; then
    npm install --silent --no-audit --no-fund --no-save --prefix "$folder" "yaml-language-server@$yaml_server" >&2 ||
        say "没有装上，相关测试会跳过 · not installed, its tests will be skipped: yaml-language-server"
fi
touch "$folder/.ready"
