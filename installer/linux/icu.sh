#!/bin/bash
# icu.sh LIBICUDATA: leaves of Qt's ICU data, which speaks every language in 32 MB, what Chinese and English need.
set -euo pipefail
library=$(realpath "$1")
name=$(nm -D --defined-only "$library" | sed -n 's/.* \(icudt[0-9]*\)_dat$/\1/p')
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
of_others() { grep -E '^([a-z]+/)?[a-z]{2,3}(_\w*)?\.res$' "$1" | grep -vE '^([a-z]+/)?(zh|yue|en)(_\w*)?\.res$'; }
unused() { grep -E '\.cnv$|^brkitr/|^translit/|^unames' "$1" | grep -vE '^(gb18030|windows-936|ibm-1386)'; }

# the data begins 12 bytes before the name of its format
offset=$(($(grep -obUam1 CmnD "$library" | head -1 | cut -d: -f1) - 12))
tail -c +$((offset + 1)) "$library" > "$work/${name}l.dat"
cd "$work"
icupkg -l "${name}l.dat" > items
{ of_others items; unused items; } > dropped.txt
mkdir less  # the items bear the name of their file
icupkg -r dropped.txt "${name}l.dat" "less/${name}l.dat"
[ "$(stat -c %s "less/${name}l.dat")" -lt 8000000 ] || { echo "icu.sh: the data did not get smaller" >&2; exit 1; }
printf '.section .rodata\n.balign 16\n.globl NAME_dat\nNAME_dat: .incbin "less/NAMEl.dat"\n' | sed "s/NAME/$name/g" > data.s
gcc -shared -nostdlib -Wl,-soname,"$(basename "$library")" -Wl,-z,noexecstack -o "$library.new" data.s
strip --strip-unneeded "$library.new"
mv "$library.new" "$library"
