#!/usr/bin/env bash
# What the tests need besides Python: installed where that is allowed (root with apt), else named, loudly.
set -u
declare -A package=([tesseract]="tesseract-ocr tesseract-ocr-swe tesseract-ocr-eng" [soffice]="libreoffice-writer-nogui" [qpdf]="qpdf" [pdftotext]="poppler-utils" [exiftool]="libimage-exiftool-perl" [pg_isready]="postgresql")
missing=()
for command in "${!package[@]}"; do
  command -v "$command" >/dev/null || missing+=(${package[$command]})
done
answers() { pg_isready -q -h 127.0.0.1 -p 5432; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null && missing=()
  fi
  if [ -z "${REDACTOR_TEST_POSTGRESQL:-}" ] && ! answers; then
    service postgresql start >/dev/null
    su postgres -c "psql -qc \"ALTER USER postgres PASSWORD 'postgres'\""
  fi
fi
[ -n "${REDACTOR_TEST_POSTGRESQL:-}" ] || answers || missing+=("a PostgreSQL server (REDACTOR_TEST_POSTGRESQL)")
[ ${#missing[@]} -eq 0 ] && exit 0
echo "MISSING on this machine: ${missing[*]}. Tests that need them are skipped; install them for a full run." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
