#!/bin/sh
# What tests of PDF and DOCX need from Debian: a Chinese font, and a word processor to open DOCX with: paper_tools.sh
# Each is optional: where one cannot be had, its tests are skipped and say so.
set -u

if [ "$(id -u)" = 0 ]; then run=; else run="sudo -n"; fi
wanted=
fc-list :lang=zh 2>/dev/null | grep -q . || wanted="fonts-wqy-microhei"
command -v soffice >/dev/null || wanted="$wanted libreoffice-writer-nogui"
[ -z "$wanted" ] && exit 0
echo "安装 $wanted，测试 PDF 和 DOCX 用 · installing $wanted to test PDF and DOCX" >&2
$run apt-get update -qq >/dev/null 2>&1
for package in $wanted; do
    DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 ||
        echo "装不上 $package，相关测试将跳过 · no $package: its tests are skipped" >&2
done
exit 0
