# shellcheck shell=bash disable=SC2154  # root, data and instance come from the entry point
# What has to be there before anything is measured, and what is ended afterwards.

say() { printf '[bench] %s\n' "$*"; }
fail() {
  printf 'bench: %s\n' "$*" >&2
  exit 1
}

# What the others need that the sandbox does not; ours needs none of it.
packages=(ansible python3-docker sshpass curl)

prepare() {
  check_place
  # The same lock as the rehearsal's: two at once would pull the servers from under each other.
  exec 7>>"${data%/}.lock"
  flock --nonblock 7 || fail "a rehearsal or another bench is at work with $data; wait for it, or set PROMOTION_CHAIN_DATA and PROMOTION_CHAIN_INSTANCE"
  work=$(mktemp -d)
  trap finish EXIT
  # Before we are at work ourselves.
  note_others
  sandbox install
  install_packages
  build
  say "bringing the servers up"
  sandbox down
  sandbox reset
  sandbox up
  read_server
  open_groups
}

prepare_without_servers() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  note_others
  build
}

finish() {
  set +e
  end_group client
  end_group tool
  end_group warm
  close_groups
  sandbox down
  rm -rf "$work"
}

# Its servers must not hold our lock.
sandbox() { "$root/sandbox/sandbox" "$@" 7>&-; }

install_packages() {
  local package missing=()
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "installing ${missing[*]} from Debian's packages"
  {
    apt-get -o DPkg::Lock::Timeout=300 update -q &&
      DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "${missing[@]}"
  } >"$work/install.log" 2>&1 || {
    cat "$work/install.log" >&2
    fail "apt-get could not install ${missing[*]}; its words stand above"
  }
}

build() {
  jar=$root/target/promotion-chain-rehearsal.jar
  local main=$root/target/test-classes/io/jenkins/plugins/promotionchain/bench/Deployments.class
  if [ -f "$jar" ] && [ -f "$main" ] && [ -z "$(find "$root/pom.xml" "$root/src" -newer "$jar" -type f -print -quit)" ]; then
    return
  fi
  say "building the plugin"
  (cd "$root" && mvn -B -q -ntp -DskipTests package) || fail "the build failed; the reason stands above"
}

# The rehearsal's jar is the engine with all that it needs.
java_main() {
  local main=$1
  shift
  exec java "${jvm_options[@]}" -cp "$root/target/test-classes:$jar" "io.jenkins.plugins.promotionchain.bench.$main" "$@"
}
