#!/usr/bin/env bash
# What the tests need besides Python: installed where that is allowed (root with apt), else named, loudly.
set -u
declare -A package=([tesseract]="tesseract-ocr tesseract-ocr-swe tesseract-ocr-eng" [soffice]="libreoffice-writer-nogui" [qpdf]="qpdf" [pdftotext]="poppler-utils" [exiftool]="libimage-exiftool-perl")
missing=()
for command in "${!package[@]}"; do
  command -v "$command" >/dev/null || missing+=(${package[$command]})
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null && exit 0
fi
echo "MISSING on this machine: ${missing[*]}. Tests that need them are skipped; install them for a full run." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
