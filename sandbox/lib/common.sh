# shellcheck shell=bash disable=SC2154  # here, data and instance come from the entry point
# Names, addresses and small things that all parts need.

[[ $instance =~ ^[0-9]{1,2}$ ]] || {
  echo "sandbox: PROMOTION_CHAIN_INSTANCE is a number from 0 to 99, not '$instance'" >&2
  exit 1
}
# Without a leading zero, which would make it octal.
instance=$((10#$instance))
base=$((42 + instance))
run_directory=/run/promotion-chain-$instance
bridge=pcsb$instance
network=198.18.$instance
registry_address=127.$base.0.5:5000
database_address=127.$base.0.6
engine_socket=$run_directory/docker.sock
environments=(dev uat prod)
components=(backend frontend)

say() { printf '[sandbox] %s\n' "$*"; }

fail() {
  printf 'sandbox: %s\n' "$*" >&2
  exit 1
}

check_place() {
  [ "$(uname -s)" = Linux ] || fail "it needs Linux: mount and process namespaces keep its servers apart"
  [ "$(id -u)" -eq 0 ] || fail "it starts servers and makes namespaces: run it as root"
  data=$(realpath -m "$data")
}

marker=.promotion-chain-sandbox

# purge and reset delete, so only a directory counts as ours that we found empty, and marked then.
need_own_directory() {
  [ -e "$data" ] || return 0
  [ -d "$data" ] || fail "$data is not a directory; choose another PROMOTION_CHAIN_DATA"
  [ -f "$data/$marker" ] || [ -z "$(ls -A "$data")" ] ||
    fail "$data is not a sandbox's data (it has no file $marker) and is left alone; choose another PROMOTION_CHAIN_DATA, or if an earlier version made it: touch '$data/$marker'"
}

make_data_directory() {
  need_own_directory
  mkdir -p "$data"
  touch "$data/$marker"
  mkdir -p "$data/log"
  chmod 711 "$data"
  chmod 700 "$data/log"
}

with_lock() {
  # down deletes the file that it holds: who waited for that one has to take the new one.
  until [ "/proc/$$/fd/9" -ef "$run_directory.lock" ]; do
    exec 9>"$run_directory.lock"
    flock -w 300 9 || fail "another sandbox command has been at work for 5 minutes; look for it with: fuser $run_directory.lock"
  done
  trap forget_lock EXIT
  need_own_directory
  refuse_foreign
  repair_killed_installation
  "$@"
}

# Only a claimed instance needs the file again.
forget_lock() { [ -d "$run_directory" ] || rm -f "$run_directory.lock"; }

# Never touches the sandbox of another checkout, nor this one's under another number.
refuse_foreign() {
  local owner='' other
  for other in /run/promotion-chain-*/; do
    [ "$other" != "$run_directory/" ] && [ "$(cat "$other/owner" 2>/dev/null)" = "$data" ] || continue
    [ -z "$(run_directory=${other%/} && running_cells)" ] ||
      fail "the data directory $data is in use by instance $(basename "$other" | sed 's/.*-//'); take that one down first: PROMOTION_CHAIN_INSTANCE=$(basename "$other" | sed 's/.*-//') sandbox down"
  done
  [ -f "$run_directory/owner" ] && owner=$(<"$run_directory/owner")
  if [ -n "$owner" ] && [ "$owner" != "$data" ] && [ -n "$(running_cells)" ]; then
    fail "instance $instance is in use by the sandbox in $owner; take that one down first, or set PROMOTION_CHAIN_INSTANCE to another number"
  fi
}

# One instance belongs to one data directory, so that two checkouts never share addresses.
claim_instance() {
  mkdir -p "$run_directory"
  printf '%s\n' "$data" >"$run_directory/owner"
}

# unmount_left DIRECTORY: what something that was killed has mounted there, so that deleting it deletes nothing else
unmount_left() {
  local place
  while read -r _ place _; do
    # As proc(5) writes them: three octal digits, whatever follows.
    place=${place//\\040/ } place=${place//\\011/$'\t'} place=${place//\\012/$'\n'} place=${place//\\134/\\}
    [[ $place == "$1"/* ]] || continue
    umount "$place" || fail "$place is mounted and cannot be unmounted; end what uses it: fuser -m $place"
  done < <(tac /proc/mounts)
}

release_instance() {
  rm -rf "$run_directory" "$run_directory.lock"
}

listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# With an address of its own, as docker gives its bridges: otherwise the kernel takes the lowest one of those who are on
# it, which changes when a container ends, and what the others send gets lost until they have asked for it anew.
make_bridge() {
  ip link show "$bridge" >/dev/null 2>&1 || ip link add "$bridge" type bridge
  ip link set "$bridge" address "$(printf '02:42:c6:12:%02x:01' "$instance")"
  ip address replace "$network.1/24" dev "$bridge"
  ip link set "$bridge" up
}

remove_bridge() {
  ip link delete "$bridge" 2>/dev/null || true
}

# Asked of the kernel and not of own records: what the sandbox may leave behind.
verify_down() {
  local left
  left=$(
    ip -o link show "$bridge" 2>/dev/null
    grep -F "$run_directory/" /proc/mounts
    ss -Hlnx | grep -F "$run_directory/"
    ss -Hlnt src "127.$base.0.0/16" | grep -E "127\.$base\.(0\.[56]|[123]\.[12]0):"
  ) || true
  [ -z "$left" ] || fail "down, but this is left: $left"
}

server_number() {
  case $1 in dev) echo 1 ;; uat) echo 2 ;; prod) echo 3 ;; esac
}

# The address of a server: server_address dev backend
server_address() {
  local last=10
  [ "$2" = frontend ] && last=20
  echo "127.$base.$(server_number "$1").$last"
}
