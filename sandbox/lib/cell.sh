# shellcheck shell=bash disable=SC2154
# A cell is one server: its own mount, host name and process namespace, in the machine's one network namespace. Ending
# its first process ends everything in it, containers included, and its mounts go with it.

cell_directory() { echo "$run_directory/cells/$1"; }

# start_cell NAME FUNCTION ARGUMENT…: see cell-init. The cell records itself before it begins, so that one whose
# starter was killed is found again.
start_cell() {
  local name=$1 directory pid
  shift
  cell_runs "$name" && return
  directory=$(cell_directory "$name")
  mkdir -p "$directory"
  rm -f "$directory/pid"
  (
    pid=$BASHPID
    printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$directory/pid.new"
    mv "$directory/pid.new" "$directory/pid"
    exec setsid unshare --mount --uts --pid --fork --kill-child --propagation private \
      "$here/lib/cell-init" "$name" "$@"
  ) >"$data/log/$name.log" 2>&1 </dev/null 9>&- &
  until [ -s "$directory/pid" ]; do sleep 0.01; done
}

# wait_for_cell SECONDS NAME COMMAND…: asks often, gives up with one sentence, at once if the cell has ended.
wait_for_cell() {
  local deadline=$((SECONDS + $1)) name=$2 why="did not come up in time"
  shift 2
  until "$@" >/dev/null 2>&1; do
    cell_runs "$name" || { why="ended while it was coming up" && deadline=0; }
    [ "$SECONDS" -lt "$deadline" ] ||
      fail "$name $why; the log is $data/log/$name.log. Mend the reason and run up again, or start anew: sandbox down, sandbox reset"
    sleep 0.1
  done
}

# Field 22 of /proc/PID/stat (proc(5)): together with the number it names one process for good. One that has ended and
# waits for its parent (state Z) counts as gone.
start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  stat=${stat##*) }
  # shellcheck disable=SC2086
  set -- $stat
  [ "$1" != Z ] && echo "${20}"
}

cell_runs() {
  local pid began
  read -r pid began 2>/dev/null <"$(cell_directory "$1")/pid" || return 1
  [ "$(start_time "$pid")" = "$began" ]
}

# cell_has NAME PATTERN: whether such a command line runs in the cell itself, not in a container of it
cell_has() {
  local pid first
  read -r pid _ 2>/dev/null <"$(cell_directory "$1")/pid" || return 1
  first=$(pgrep -P "$pid") && pgrep -f "$2" --ns "$first" --nslist pid >/dev/null
}

running_cells() {
  local directory
  for directory in "$run_directory"/cells/*/; do
    [ -d "$directory" ] || continue
    cell_runs "$(basename "$directory")" && basename "$directory"
  done
  return 0
}

stop_cell() {
  local pid began
  cell_runs "$1" || return 0
  read -r pid began <"$(cell_directory "$1")/pid"
  # The first process takes TERM, stops its children and ends; KILL ends the whole namespace.
  pkill -TERM -P "$pid" 2>/dev/null || true
  local deadline=$((SECONDS + ${2:-8}))
  while cell_runs "$1" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.05; done
  if cell_runs "$1"; then
    kill -KILL "$pid" 2>/dev/null || true
    while cell_runs "$1"; do sleep 0.05; done
  fi
}

# Servers first: what runs on them uses the database and the registry.
stop_cells() {
  local name
  for name in $(running_cells | grep -e '-'); do stop_cell "$name" & done
  wait
  for name in $(running_cells); do stop_cell "$name" & done
  wait
  [ -z "$(running_cells)" ] || fail "these would not stop: $(running_cells | tr '\n' ' ')"
  local group
  for group in /sys/fs/cgroup/*/promotion-chain-"$instance" /sys/fs/cgroup/promotion-chain-"$instance"; do
    [ -d "$group" ] || continue
    find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}
