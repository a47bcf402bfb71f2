# shellcheck shell=bash disable=SC2154
# The agent's Docker engine, the registry and PostgreSQL.

build_docker() { docker --host "unix://$engine_socket" "$@"; }

# Each engine hands out addresses from its own 32 of the bridge's network; slice 1 is the build engine's.
slice() { echo "$network.$(($1 * 32))/27"; }
cgroup() { echo "/promotion-chain-$instance/$1"; }

engine_answers() { cell_runs engine && build_docker version >/dev/null 2>&1; }
registry_answers() { cell_runs registry && listens "${registry_address%:*}" "${registry_address#*:}"; }
database_answers() { cell_runs database && listens "$database_address" 5432 && listens "$network.1" 5432; }

start_engine() {
  mkdir -p "$data/engine"
  start_cell engine engine "$engine_socket" "$data/engine" "$bridge" "$(slice 1)" "$(cgroup engine)"
  wait_for_cell 60 engine engine_answers
}

start_registry() {
  mkdir -p "$data/registry"
  chmod 700 "$data/registry"
  secret registry | htpasswd -Bin deployer >"$data/registry/htpasswd"
  cat >"$data/registry/config.yml" <<TXT
version: 0.1
log: { level: warn }
storage:
  filesystem: { rootdirectory: $data/registry/images }
  delete: { enabled: true }
http: { addr: "$registry_address" }
auth:
  htpasswd: { realm: sandbox, path: $data/registry/htpasswd }
TXT
  start_cell registry registry "$data/registry/config.yml"
  wait_for_cell 20 registry registry_answers
}

start_database() {
  local files=$data/database bin
  bin=$(postgres_bin)
  if [ ! -f "$files/data/PG_VERSION" ]; then
    rm -rf "$files"
    mkdir -p "$files"
    chown postgres "$files"
    database_setup "$files" "$bin" >"$data/log/database-setup.log" 2>&1 ||
      fail "PostgreSQL could not be set up; the log is $data/log/database-setup.log"
  fi
  start_cell database database "$files" "$bin" "$database_address,$network.1"
  wait_for_cell 20 database database_answers
}

# Roles and databases are made in single-user mode, over standard input: no password in an argument list.
database_setup() {
  unshare --mount --propagation private bash -euo pipefail -c '
    mount --bind "$1" /var/lib/postgresql
    as=(setpriv --reuid postgres --regid postgres --clear-groups)
    "${as[@]}" "$2/initdb" -D /var/lib/postgresql/data -E UTF8 --locale=C.UTF-8 --auth=reject --no-sync
    cat >/var/lib/postgresql/data/pg_hba.conf
    printf "fsync = off\nmax_connections = 60\nshared_buffers = 32MB\n" >>/var/lib/postgresql/data/postgresql.conf
  ' setup "$1" "$2" < <(for environment in "${environments[@]}"; do
    echo "host meats_$environment meats_$environment all scram-sha-256"
  done)
  for environment in "${environments[@]}"; do
    printf "CREATE ROLE meats_%s LOGIN PASSWORD '%s';\n" "$environment" "$(secret "$environment-database")"
    printf 'CREATE DATABASE meats_%s OWNER meats_%s;\n' "$environment" "$environment"
  done | unshare --mount --propagation private bash -euo pipefail -c '
    mount --bind "$1" /var/lib/postgresql
    exec setpriv --reuid postgres --regid postgres --clear-groups "$2/postgres" --single -D /var/lib/postgresql/data postgres
  ' setup "$1" "$2"
}
