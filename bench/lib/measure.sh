# shellcheck shell=bash disable=SC2154
# How things are measured. Processes are put into control groups: so the CPU time of all of them counts, also of those
# that leave their parent (Ansible's SSH connections do), and all of them can be ended.

open_groups() {
  local base=/sys/fs/cgroup name
  # Version 1 has a hierarchy for this; in version 2 there is only one.
  [ ! -d $base/cpuacct ] || base=$base/cpuacct
  groups=$base/promotion-chain-bench-$instance
  mkdir -p "$groups"
  for name in client tool warm; do mkdir -p "$groups/$name"; done
}

close_groups() {
  local name
  for name in client tool warm .; do rmdir "$groups/$name" 2>/dev/null; done
  rmdir "$groups" 2>/dev/null
}

# join_group NAME COMMAND…: this process, from now on
join_group() {
  echo "$BASHPID" >"$groups/$1/cgroup.procs"
  "${@:2}" 7>&-
}

# in_group NAME COMMAND…: a process of its own
in_group() (join_group "$@")

# Until none is left: some start others meanwhile.
end_group() {
  local processes
  [ -n "${groups-}" ] && [ -d "$groups/$1" ] || return 0
  while mapfile -t processes <"$groups/$1/cgroup.procs" && [ "${#processes[@]}" -gt 0 ]; do
    kill -KILL "${processes[@]}" 2>/dev/null || true
    sleep 0.02
  done
}

# CPU time (user and system) of a group until now, in microseconds
cpu_of() {
  if [ -f "$groups/$1/cpuacct.usage" ]; then
    echo $(($(<"$groups/$1/cpuacct.usage") / 1000))
  else
    sed -n 's/^usage_usec //p' "$groups/$1/cpu.stat"
  fi
}

microseconds() { echo "${EPOCHREALTIME/[.,]/}"; }

# OpenSSH writes such a line for each connection that was let in.
ssh_connections() { grep -c 'Accepted ' "$server_log" || true; }

# talker NAME COMMAND…: started in the group NAME; ask NAME LINE gives it a line and sets $answer to what it says
declare -A talk_to talk_from
talker() {
  local to from
  mkfifo "$work/$1.to" "$work/$1.from"
  join_group "$@" <"$work/$1.to" >"$work/$1.from" 2>"$work/$1.log" &
  # the shell need not tell that it was killed in the end
  disown
  exec {to}>"$work/$1.to" {from}<"$work/$1.from"
  talk_to[$1]=$to talk_from[$1]=$from
}

ask() {
  printf '%s\n' "${*:2}" >&"${talk_to[$1]}"
  read -r -t 300 -u "${talk_from[$1]}" answer || fail "no answer to '${*:2}': $(tail -n 30 "$work/$1.log")"
}

hang_up() {
  local to=${talk_to[$1]} from=${talk_from[$1]}
  exec {to}>&- {from}<&-
  unset "talk_to[$1]" "talk_from[$1]"
  end_group "$1"
  rm -f "$work/$1.to" "$work/$1.from"
}

start_client() {
  jvm_options=(-XX:+UseSerialGC)
  talker client java_main Client "$server_host" 8000 /health/
  ask client begin
}

# measure WAY CASE GROUP COMMAND…: one line of results.tsv. Longer than the command, as what it leaves behind may be
# noticed later.
measure() {
  local way=$1 case=$2 group=$3 accepted cpu began took answer='- - - -'
  shift 3
  accepted=$(ssh_connections)
  cpu=$(cpu_of "$group")
  [ -z "${talk_to[client]-}" ] || ask client begin
  began=$(microseconds)
  "$@" >"$work/tool.log" 2>&1 || fail "$way, $case failed: $(cat "$work/tool.log")"
  took=$(($(microseconds) - began))
  sleep 0.3
  [ -z "${talk_to[client]-}" ] || ask client end
  cpu=$(($(cpu_of "$group") - cpu))
  # What is kept for a next time must not help the next deployment, which in life is hours away.
  end_group tool
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$way" "$case" "$took" "${answer// /$'\t'}" \
    $(($(ssh_connections) - accepted)) "$cpu" >>"$work/results.tsv"
  say "$way, $case: $((took / 1000)) ms, client: $answer"
}

# note_others: how much of the cores others take while we do nothing, in percent, for 2 s
note_others() {
  local before after
  before=$(cpu_ticks)
  sleep 2
  after=$(cpu_ticks)
  echo "$before $after" | awk '{printf "%.0f\n", 100 * (1 - ($4 - $2) / ($3 - $1))}' >>"$work/others"
}

# All ticks and idle ones since the machine was started (proc(5)); idle and waiting for the disk are both nobody's.
cpu_ticks() { awk '$1 == "cpu" {for (i = 2; i <= 9; i++) all += $i; print all, $5 + $6}' /proc/stat; }
