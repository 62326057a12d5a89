#!/bin/bash
# symbols.sh FOLDER: fails if anything in it needs a newer glibc than UOS 20 has (on aarch64, where Qt has no wheel for it,
# than Kylin V10 has), or a library that neither the folder nor the package's Depends bring.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
NEWEST=$([ "$(uname -m)" = aarch64 ] && echo 2.31 || echo 2.28)
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
find "$1" -type f \( -name '*.so*' -o -perm -u+x \) -print0 > "$T/files"
xargs -0 readelf -V < "$T/files" 2>/dev/null | grep -oE '\bGLIBC_2\.[0-9]+' | sort -uV | sed 's/GLIBC_//' > "$T/glibc"
highest=$(tail -1 "$T/glibc")
xargs -0 readelf -d < "$T/files" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u > "$T/needed"
find "$1" -name '*.so*' -printf '%f\n' | sort -u > "$T/carried"
comm -23 "$T/needed" "$T/carried" > "$T/outside"
sed -n 's/^\([^# ]*\) .*/\1/p' "$HERE/depends.txt" | sort -u > "$T/provided"
unprovided=$(comm -23 "$T/outside" "$T/provided" | tr '\n' ' ')
echo "highest glibc symbol: $highest (at most $NEWEST)"
echo "libraries from outside: $(wc -l < "$T/outside"); not provided by Depends: ${unprovided:-none}"
[ "$(printf '%s\n' "$highest" "$NEWEST" | sort -V | tail -1)" = "$NEWEST" ] && [ -z "$unprovided" ]
