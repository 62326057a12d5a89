#!/bin/bash
# walk.sh begin|again|district|left PROGRAM USER: inside a bare chroot, as a clerk under a Chinese name.
set -euo pipefail
STEP=$1 PROGRAM=$2 USER_NAME=$3
HOME_OF=/home/$USER_NAME DATA=/home/$USER_NAME/.local/share/ErchengStation SEEN=/home/$USER_NAME/seen
as_clerk() { su "$USER_NAME" -s /bin/bash -c "$1"; }
station() { as_clerk "'$PROGRAM' $1"; }

# The program's window under Xvfb, photographed once it shows a page. twm, because openbox would bring a Python.
photograph() {
  Xvfb :77 -screen 0 1366x768x24 >/dev/null 2>&1 & local screen=$!
  sleep 2
  as_clerk "DISPLAY=:77 twm >/dev/null 2>&1 & DISPLAY=:77 '$PROGRAM' >/dev/null 2>'$SEEN/window.log' & echo \$! > $SEEN/window.pid"
  local at
  for at in $(seq 600); do
    [ -n "$(DISPLAY=:77 xdotool search --name '两站工作台' 2>/dev/null)" ] && break
    sleep 1
  done
  sleep 12
  local before="" now
  for at in $(seq 20); do # until it stands still
    DISPLAY=:77 import -window root "$SEEN/$1.png"; now=$(sha256sum < "$SEEN/$1.png")
    [ "$now" != "$before" ] || break
    before=$now; sleep 4
  done
  without_a_server "$(cat $SEEN/window.pid)"
  DISPLAY=:77 xdotool search --name '两站工作台' windowclose
  sleep 2
  kill $screen; wait $screen 2>/dev/null || true
}

# A station at work has loaded nothing that reaches a network, though the package brings it.
without_a_server() {
  grep -q libQt6Core "/proc/$1/maps"
  ! grep -E 'psycopg|libpq' "/proc/$1/maps"
  [ -n "$(find "$(dirname "$PROGRAM")" -name 'libpq*')" ]
}

visits() { station "--json list visit --limit 1" | sed -n 's/.*"total": \([0-9]*\).*/\1/p'; }

case $STEP in
  begin)
    as_clerk "mkdir -p '$SEEN'"
    station "init --name 泽林市场监管所知识产权工作站 --kind 工作站" > /dev/null
    as_clerk "echo '[{\"name\": \"鄂州市测试有限公司\"}]' | '$PROGRAM' add enterprise" >/dev/null
    as_clerk "echo '[{\"enterprise\": \"鄂州市测试有限公司\", \"visited_on\": \"2026-03-05\", \"way\": \"实地走访\", \"visitors\": \"张建国\", \"receiver\": \"李四\", \"findings\": \"𠮷 商标到期\"}]' | '$PROGRAM' --json add visit > '$SEEN/visit.json'" || cat "$SEEN/visit.json"
    station "export visit '$SEEN/台账.xlsx'"; station "export visit '$SEEN/台账.pdf'"
    id=$(sed -n 's/.*"id": "\([^"]*\)".*/\1/p' "$SEEN/visit.json" | head -1)
    station "paper visit_sheet $id '$SEEN/走访表.pdf'"
    station "import visit '$SEEN/台账.xlsx'"  # read by a process of its own
    photograph 第一次
    sed -i 's/"program": "[^"]*"/"program": "0.0.1"/' "$DATA/last.json"
    ;;
  again)
    station check 2>&1 | tee "$SEEN/升级后.txt"
    grep -q '程序从 0.0.1 版换成了' "$SEEN/升级后.txt"
    [ "$(ls "$DATA"/backups/*.ecbak | wc -l)" = 1 ]
    [ "$(visits)" = 1 ]
    photograph 升级后
    ;;
  district)
    server=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
    station "--data '$HOME_OF/区' init --name 鄂城区市场监督管理局 --kind 区局" >/dev/null
    as_clerk "'$server/initdb' -D ~/server -A trust -U clerk -E UTF8 --locale=C.UTF-8 >/dev/null"
    as_clerk "'$server/pg_ctl' -w -D ~/server -o '-p 54387 -k /tmp' -l ~/server.log start >/dev/null"
    as_clerk "'$server/createdb' -h /tmp -p 54387 -U clerk ledger"
    station "--data '$HOME_OF/区' to-server postgresql+psycopg://clerk@127.0.0.1:54387/ledger"
    as_clerk "echo '[{\"name\": \"鄂州市测试有限公司\"}]' | '$PROGRAM' --data ~/区 add enterprise"
    station "--data '$HOME_OF/区' check"
    as_clerk "'$server/pg_ctl' -D ~/server -m fast stop >/dev/null"
    ;;
  left)
    [ ! -e "$PROGRAM" ]
    [ -s "$DATA/station.db" ] && [ -s "$DATA/keys.json" ]
    ;;
esac
echo "$STEP: good"
