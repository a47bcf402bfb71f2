# shellcheck shell=bash disable=SC2154
# The six servers: backend and frontend of dev, uat and prod.

account() { if [ "$1" = backend ]; then echo django; else echo root; fi; }

start_servers() {
  local environment component number=2
  for environment in "${environments[@]}"; do
    for component in "${components[@]}"; do
      start_server "$environment" "$component" "$number"
      number=$((number + 1))
    done
  done
  for environment in "${environments[@]}"; do
    for component in "${components[@]}"; do
      wait_for_cell 60 "$environment-$component" server_answers "$environment" "$component"
    done
  done
}

server_answers() {
  cell_runs "$1-$2" && listens "$(server_address "$1" "$2")" 2222 && server_docker "$1" "$2" version >/dev/null 2>&1 &&
    cell_has "$1-$2" '^nginx: master'
}

server_docker() {
  local socket
  socket=unix://$(cell_directory "$1-$2")/run/docker.sock
  shift 2
  docker --host "$socket" "$@"
}

start_server() {
  local environment=$1 component=$2 number=$3 name=$1-$2
  # A server with a part missing is started anew as a whole, as after a power cut.
  if cell_runs "$name" && ! server_answers "$environment" "$component"; then
    say "$name does not answer; starting it anew"
    stop_cell "$name" 2
  fi
  cell_runs "$name" && return
  prepare_server "$environment" "$component"
  prepare_temporary "$data/servers/$name"
  mkdir -p "$(cell_directory "$name")/run"
  start_cell "$name" server "$data/servers/$name" "$(cell_directory "$name")" "$bridge" "$(slice "$number")" \
    "$(cgroup "$name")"
}

prepare_server() {
  local environment=$1 component=$2 files=$data/servers/$1-$2 type
  if [ -f "$files/ready" ]; then
    server_hosts "$environment-$component"
    # The addresses may be another instance's this time.
    sshd_configuration "$(server_address "$environment" "$component")" "$component" >"$files/etc/ssh/sshd_config"
    return
  fi
  rm -rf "$files"
  server_hosts "$environment-$component"
  mkdir -p "$files"/{etc/ssh,home,root,opt,srv,log/nginx,lib/nginx,lib/docker}
  chmod 755 "$data/servers" "$files" "$files"/{etc,home,opt,srv,log,lib}
  cp -a /etc/nginx "$files/etc/nginx"
  rm -f "$files"/etc/nginx/{sites-enabled,conf.d}/*
  mkdir -p "$files"/etc/nginx/{sites-enabled,sites-available,conf.d}
  echo "$environment-$component" >"$files/etc/hostname"
  for type in ed25519 ecdsa rsa; do
    ssh-keygen -q -t "$type" -N '' -C "$environment-$component" -f "$files/etc/ssh/ssh_host_${type}_key"
  done
  sshd_configuration "$(server_address "$environment" "$component")" "$component" >"$files/etc/ssh/sshd_config"
  prepare_accounts "$environment" "$component" "$files"
  touch "$files/ready"
}

# A server knows its own name, as Debian's installer sees to: sudo asks for it each time, and a name server would be asked.
server_hosts() {
  mkdir -p "$data/servers/$1/etc"
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$1" >"$data/servers/$1/etc/hosts"
}

# As after a start of a machine.
prepare_temporary() {
  rm -rf "$1/tmp" "$1/var-tmp"
  mkdir -m 1777 "$1/tmp" "$1/var-tmp"
}

sshd_configuration() {
  cat <<TXT
ListenAddress $1:2222
HostKey /etc/ssh/ssh_host_ed25519_key
HostKey /etc/ssh/ssh_host_ecdsa_key
HostKey /etc/ssh/ssh_host_rsa_key
PidFile /run/sshd.pid
UsePAM no
PermitRootLogin $([ "$2" = frontend ] && echo prohibit-password || echo no)
PasswordAuthentication $([ "$2" = backend ] && echo yes || echo no)
KbdInteractiveAuthentication no
PubkeyAuthentication yes
MaxStartups 100
MaxSessions 100
PrintMotd no
Subsystem sftp internal-sftp
TXT
}

# Own account files, so that nothing of the machine's is touched: root, django and what services need.
prepare_accounts() {
  local environment=$1 component=$2 files=$3 keys
  cp -a /etc/passwd /etc/group /etc/shadow "$files/etc/"
  mkdir -p "$files/etc/sudoers.d"
  printf 'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot ALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n' >"$files/etc/sudoers"
  chmod 440 "$files/etc/sudoers"
  sed -i '/^django:/d' "$files"/etc/{passwd,group,shadow}
  # No password of the machine opens a server.
  sed -i 's/^\([^:]*\):[^:]*:/\1:*:/' "$files/etc/shadow"
  if [ "$component" = backend ]; then
    echo 'django:x:5000:5000:Sample application:/home/django:/bin/sh' >>"$files/etc/passwd"
    echo 'django:x:5000:' >>"$files/etc/group"
    sed -i 's/^\(docker:.*:\)[^:]*$/\1django/' "$files/etc/group"
    printf 'django:%s:20000:0:99999:7:::\n' \
      "$(secret "$environment-ssh" | openssl passwd -6 -stdin)" >>"$files/etc/shadow"
    keys=$files/home/django/.ssh
    # What an account that is not root needs to put a site in front of its containers.
    printf 'django ALL=(root) NOPASSWD: /usr/sbin/nginx, /usr/bin/tee, /usr/bin/cp, /usr/bin/mv, /usr/bin/rm, /usr/bin/chmod\n' \
      >"$files/etc/sudoers.d/django"
  else
    keys=$files/root/.ssh
  fi
  mkdir -p "$keys"
  cat "$data"/keys/test-*.pub >"$keys/authorized_keys"
  [ "$component" = backend ] || cat "$data/keys/$environment-frontend.pub" >>"$keys/authorized_keys"
  [ "$component" = frontend ] || chown -R 5000:5000 "$files/home/django"
  chmod 750 "$(dirname "$keys")"
  chmod 700 "$keys" "$files/root"
  chmod 600 "$keys/authorized_keys"
}

everything_runs() {
  local environment component
  engine_answers && registry_answers && database_answers || return 1
  for environment in "${environments[@]}"; do
    for component in "${components[@]}"; do
      server_answers "$environment" "$component" >/dev/null 2>&1 || return 1
    done
  done
}

print_status() {
  local environment component state owner
  owner=$(cat "$run_directory/owner" 2>/dev/null || true)
  [ "${owner:-$data}" = "$data" ] || say "instance $instance is in use by the sandbox in $owner:"
  printf '%-16s %-6s %-22s %s\n' server state address containers
  for environment in engine registry database; do
    state=down
    "${environment}_answers" && state=up
    case $environment in engine) component=$engine_socket ;; registry) component=$registry_address ;; *) component=$database_address:5432 ;; esac
    printf '%-16s %-6s %-22s\n' "$environment" "$state" "$component"
  done
  for environment in "${environments[@]}"; do
    for component in "${components[@]}"; do
      state=down
      server_answers "$environment" "$component" >/dev/null 2>&1 && state=up
      printf '%-16s %-6s %-22s %s\n' "$environment-$component" "$state" "$(server_address "$environment" "$component"):2222" \
        "$([ "$state" = up ] && server_docker "$environment" "$component" ps --format '{{.Names}} ({{.Status}})' | paste -sd ' ')"
    done
  done
}
