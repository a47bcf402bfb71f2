# shellcheck shell=bash disable=SC2154
# Debian's packages: what is there is left alone, and no service of the machine is started or enabled.

packages=(docker.io docker-registry nginx-light openssh-server openssh-client postgresql debootstrap iproute2 iptables
  procps apache2-utils openssl git chromium util-linux busybox-static)
commands=(dockerd docker docker-registry nginx sshd ssh-keygen debootstrap ip htpasswd openssl git unshare nsenter
  flock setsid busybox)

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

install_packages() {
  command -v apt-get >/dev/null || fail "it installs Debian's packages, and there is no apt-get here"
  local wanted
  mapfile -t wanted < <(missing_packages)
  [ "${#wanted[@]}" -gt 0 ] || return 0
  say "installing ${wanted[*]}"
  local policy=/usr/sbin/policy-rc.d ours=
  # Exit status 101 forbids every start of a service while packages are set up (invoke-rc.d).
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    ours=yes
  fi
  local status=0
  {
    apt-get update -q &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${wanted[@]}"
  } >"$data/log/install.log" 2>&1 || status=$?
  [ -z "$ours" ] || rm -f "$policy"
  [ "$status" -eq 0 ] || fail "apt-get could not install ${wanted[*]}; the log is $data/log/install.log"
}

need_commands() {
  local command
  PATH=$PATH:/usr/sbin:/sbin
  for command in "${commands[@]}"; do
    command -v "$command" >/dev/null || fail "$command is missing; install it with: sandbox install"
  done
  [ -x "$(postgres_bin)/initdb" ] || fail "PostgreSQL's server is missing; install it with: sandbox install"
}

postgres_bin() {
  local directory
  for directory in /usr/lib/postgresql/*/bin; do :; done
  echo "$directory"
}
