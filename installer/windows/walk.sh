#!/bin/bash
# walk.sh OLDER VERSION: inside the chroot with wine, as the clerk. Each line it prints is one thing that was seen to hold.
set -euo pipefail
OLDER=$1 VERSION=$2
PATIENCE=900 # seconds that anything may take; what is awaited ends it
export HOME=/home/$(id -un) USER=$(id -un) LOGNAME=$(id -un) LC_ALL=C.UTF-8
export WINEPREFIX=$HOME/.wine WINEDEBUG=-all WINEARCH=win64
LOCAL=$WINEPREFIX/drive_c/users/$USER/AppData/Local
PROGRAM=$LOCAL/Programs/ErchengStation DATA=$LOCAL/ErchengStation SEEN=$HOME/seen
PAPERS=$WINEPREFIX/drive_c/users/$USER/Documents MENU="$WINEPREFIX/drive_c/users/$USER/AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
good() { echo "good: $*"; }
bad() { echo "bad: $*"; exit 1; }
station() { timeout $PATIENCE wine "$PROGRAM/ercheng-station.exe" "$@" 2>>"$SEEN/errors.txt" | tr -d '\r'; }
visits() { station --json list visit --limit 1 | sed -n 's/.*"total": \([0-9]*\).*/\1/p'; }
code() { local found=0; "$@" >/dev/null 2>&1 || found=$?; echo "$found"; }
windows_path() { printf 'C:\\users\\%s\\Documents\\%s' "$USER" "$1"; }
quiet_down() { wineserver -k || true; wineserver -w || true; }

# screen WIDTHxHEIGHT: in place of the one before, on a number that nobody uses.
screen() {
  [ -z "${SCREEN:-}" ] || kill "$SCREEN" 2>/dev/null || true
  rm -f "$HOME/display"
  Xvfb -displayfd 3 -screen 0 "$1x24" 3>"$HOME/display" >/dev/null 2>&1 & SCREEN=$!
  until [ -s "$HOME/display" ]; do sleep 0.2; done
  export DISPLAY=:$(cat "$HOME/display")
  openbox >/dev/null 2>&1 &
}

begin() {
  rm -rf "$WINEPREFIX" "$SEEN"; mkdir -p "$SEEN"
  trap 'wineserver -k 2>/dev/null || true; kill $SCREEN 2>/dev/null || true' EXIT
  screen 1366x768
  wine wineboot -i >/dev/null 2>&1
  local family
  for family in "MS Shell Dlg" "MS Shell Dlg 2" SimSun Tahoma "Segoe UI" "Microsoft YaHei UI"; do # else the setup shows boxes
    wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$family" /d "Noto Sans CJK SC" /f >/dev/null 2>&1
  done
  mkdir -p "$PAPERS"
}

# photograph NAME TITLE [SECONDS]: the screen, once it stands still with the window of that title in it.
photograph() {
  local at before="" now
  for at in $(seq $PATIENCE); do xdotool search --name "$2" >/dev/null 2>&1 && break; sleep 1; done
  sleep "${3:-15}"
  for at in $(seq 20); do
    import -window root "$SEEN/$1.png"; now=$(sha256sum < "$SEEN/$1.png")
    [ "$now" != "$before" ] || break
    before=$now; sleep 3
  done
}

wizard() {
  wine /proof/setup.exe >/dev/null 2>&1 & local setup=$!
  photograph 安装程序 安装 3
  xdotool key Return; sleep 1; import -window root "$SEEN/安装程序-许可.png"
  xdotool key Return; sleep 1; import -window root "$SEEN/安装程序-选项.png"
  kill $setup 2>/dev/null || true; quiet_down
  good "the setup speaks Chinese (pictures)"
}

install_older() {
  [ "$(code timeout $PATIENCE wine /proof/older.exe /S)" = 0 ] && [ -e "$PROGRAM/ErchengStation.exe" ] || bad "silent install"
  [ "$(station --version)" = "两站工作台 $OLDER" ] || bad "older version"
  [ -e "$MENU/两站工作台.lnk" ] && [ -e "$WINEPREFIX/drive_c/users/$USER/Desktop/两站工作台.lnk" ] || bad "entries"
  wine reg query 'HKCU\Software\Classes\.xlsx\OpenWithProgids' 2>/dev/null | grep -q ErchengStation.File || bad "open with"
  good "installed silently for $USER alone, with menu, desktop and open-with entries"
}

work() {
  station init --name 泽林市场监管所知识产权工作站 --kind 工作站 >/dev/null
  echo '[{"name": "鄂州市测试有限公司"}]' | station add enterprise >/dev/null
  echo '[{"enterprise": "鄂州市测试有限公司", "visited_on": "2026-03-05", "way": "实地走访", "visitors": "张建国", "receiver": "李四", "findings": "𠮷 商标到期"}]' \
    | station --json add visit > "$SEEN/visit.json"
  local id; id=$(sed -n 's/.*"id": "\([^"]*\)".*/\1/p' "$SEEN/visit.json" | head -1)
  [ -s "$DATA/station.db" ] && [ "$(head -c 15 "$DATA/station.db")" != "SQLite format 3" ] || bad "data in the user's own folder, encrypted"
  station export visit "$(windows_path 台账.xlsx)" >/dev/null; station export visit "$(windows_path 台账.pdf)" >/dev/null
  station paper visit_sheet "$id" "$(windows_path 走访表.pdf)" >/dev/null
  station import visit "$(windows_path 台账.xlsx)" >/dev/null
  cp "$PAPERS"/*.pdf "$PAPERS"/*.xlsx "$SEEN/"
  [ "$(ls "$PAPERS" | wc -l)" = 3 ] && [ "$(visits)" = 1 ] || bad "a day's work"
  good "a visit, its sheet, the ledger as Excel and PDF, and the ledger read back"
}

self_test() {
  station self-test "$(windows_path 自检)" | tee "$SEEN/自检.txt" || true
  cp "$PAPERS/自检"/{窗口.png,走访表.pdf,打印.pdf} "$SEEN/" 2>/dev/null || true
  ! grep -q '×' "$SEEN/自检.txt" && [ "$(grep -c '√' "$SEEN/自检.txt")" = 6 ] || bad "self-test"
  grep -q '窗口：windows' "$SEEN/自检.txt" || bad "Qt's own plug-in for Windows"
  good "self-test: data, Excel, PDF, printing, window"
}

# A station at work has loaded nothing that reaches a network, though the setup brings it.
without_a_server() {
  local mapped; mapped=$({ cat /proc/[0-9]*/maps 2>/dev/null || true; } | grep -oE 'ErchengStation/lib/[^/]+' | sort -u) || true # others' are not ours to read
  grep -q PySide6 <<< "$mapped" && [ -e "$PROGRAM/lib/psycopg_binary" ] || bad "the window's libraries are seen"
  ! grep -q psycopg <<< "$mapped" || bad "a station without the driver of a server"
  good "the window has not loaded the driver of a district's server"
}

refuse_while_running() {
  wine "$PROGRAM/ErchengStation.exe" >/dev/null 2>&1 &
  photograph "$1" 两站工作台
  without_a_server
  [ "$(code timeout $PATIENCE wine /proof/setup.exe /S)" = 5 ] || bad "setup while the program runs"
  timeout $PATIENCE wine "$PROGRAM/uninstall.exe" /S >/dev/null 2>&1 || true; sleep 5
  [ -e "$PROGRAM/ErchengStation.exe" ] && [ "$(station --version)" = "两站工作台 $OLDER" ] || bad "untouched"
  xdotool search --name 两站工作台 windowclose 2>/dev/null || true; sleep 3; quiet_down
  good "refuses to upgrade and to uninstall while the program runs, and touches nothing"
}

upgrade() {
  local before; before=$(sha256sum < "$DATA/station.db")
  [ "$(code timeout $PATIENCE wine /proof/setup.exe /S)" = 0 ] || bad "upgrade"
  [ "$before" = "$(sha256sum < "$DATA/station.db")" ] && [ "$before" = "$(sha256sum < "$DATA/升级前备份/$OLDER/station.db")" ] \
    && [ -s "$DATA/升级前备份/$OLDER/keys.json" ] || bad "data untouched and a copy beside it"
  [ "$(station --version)" = "两站工作台 $VERSION" ] && [ "$(visits)" = 1 ] && station check >/dev/null || bad "the new version reads it"
  told_of_a_copy 1
  wine "$PROGRAM/ErchengStation.exe" >/dev/null 2>&1 &
  photograph 升级后的窗口 两站工作台
  xdotool search --name 两站工作台 windowclose; sleep 3; quiet_down
  screen 1093x614
  wine "$PROGRAM/ErchengStation.exe" >/dev/null 2>&1 &
  photograph 升级后的窗口-1093x614 两站工作台
  quiet_down
  good "upgraded $OLDER to $VERSION: data byte for byte the same, a copy put aside, the visit is there"
}

# told_of_a_copy COUNT: the program said at its first start that it kept a backup of what the older version left.
told_of_a_copy() {
  [ "$(grep -c "程序从 $OLDER 版换成了 $VERSION 版" "$SEEN/errors.txt")" = "$1" ] || bad "told that the version is another"
  ls "$DATA"/backups/*.ecbak >/dev/null || bad "a backup of what the older version left"
}

uninstall() {
  timeout $PATIENCE wine "$PROGRAM/uninstall.exe" /S >/dev/null 2>&1 || true # it goes on in a copy of itself
  local at
  for at in $(seq $PATIENCE); do [ -e "$PROGRAM" ] || break; sleep 1; done
  [ ! -e "$PROGRAM" ] && [ ! -e "$MENU/两站工作台.lnk" ] || bad "uninstall leaves nothing of the program"
  [ -s "$DATA/station.db" ] && [ -s "$DATA/keys.json" ] || bad "uninstall leaves the data"
  good "uninstalled; the data is left"
}

portable() {
  mv "$DATA" "$DATA.aside"
  unzip -q /proof/portable.zip -d "$WINEPREFIX/drive_c/U盘"
  local at=$WINEPREFIX/drive_c/U盘/ErchengStation
  timeout $PATIENCE wine "$at/ercheng-station.exe" init --name 临江站 --kind 工作站 >/dev/null 2>&1
  [ -s "$at/数据/station.db" ] && [ ! -e "$DATA/station.db" ] || bad "portable"
  mv "$DATA.aside" "$DATA"; rm -rf "$WINEPREFIX/drive_c/U盘"
  good "the portable folder keeps its data beside the program"
}

district() {
  local server place; server=$(ls -d /usr/lib/postgresql/*/bin | tail -1) place="$(windows_path 区)"
  "$server/initdb" -D "$HOME/server" -A trust -U clerk -E UTF8 --locale=C.UTF-8 >/dev/null
  "$server/pg_ctl" -w -D "$HOME/server" -o "-p 54388 -k $HOME" -l "$HOME/server.log" start >/dev/null
  "$server/createdb" -h "$HOME" -p 54388 -U clerk ledger
  station --data "$place" init --name 鄂城区市场监督管理局 --kind 区局 >/dev/null
  station --data "$place" to-server postgresql+psycopg://clerk@127.0.0.1:54388/ledger > "$SEEN/区.txt"
  echo '[{"name": "鄂州市测试有限公司"}]' | station --data "$place" add enterprise >> "$SEEN/区.txt"
  station --data "$place" check >> "$SEEN/区.txt" || bad "a district on a server"
  "$server/psql" -h "$HOME" -p 54388 -U clerk -tAc "SELECT name FROM enterprise" ledger | grep -q 鄂州市测试有限公司 || bad "the server has it"
  "$server/pg_ctl" -D "$HOME/server" -m fast stop >/dev/null; rm -rf "$HOME/server" "$PAPERS/区"
  good "a district's data moved to a PostgreSQL server and was worked with there"
}

msi() {
  [ "$(code timeout $PATIENCE wine msiexec /i 'Z:\proof\older.msi' /qn)" = 0 ] && [ "$(visits)" = 1 ] || bad "older msi"
  [ "$(code timeout $PATIENCE wine msiexec /i 'Z:\proof\station.msi' /qn)" = 0 ] || bad "msi upgrade"
  [ "$(station --version)" = "两站工作台 $VERSION" ] && [ "$(visits)" = 1 ] || bad "msi program"
  told_of_a_copy 2
  [ "$(code timeout $PATIENCE wine msiexec /x 'Z:\proof\station.msi' /qn)" = 0 ] || bad "msi remove"
  [ ! -e "$PROGRAM/ErchengStation.exe" ] && [ -s "$DATA/station.db" ] || bad "msi leaves the data"
  good "the MSI installs, upgrades with a backup kept, runs and removes; the data is left"
}

begin; wizard; install_older; work; self_test; refuse_while_running 旧版的窗口; upgrade; district; uninstall; portable; msi
echo "all good in $(wine --version)"
