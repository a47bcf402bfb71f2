# shellcheck shell=bash disable=SC2154
# Debian's packages: what is there is left alone, and no service of the machine is started or enabled.

packages=(docker.io docker-registry nginx-light openssh-server openssh-client postgresql debootstrap iproute2 iptables
  procps hostname sudo apache2-utils openssl git chromium nodejs util-linux busybox-static)
commands=(dockerd docker docker-registry nginx sshd ssh-keygen debootstrap ip ss htpasswd openssl git unshare hostname
  flock setsid setpriv pgrep pkill sudo busybox node)

missing_packages() {
  local package
  # Docker loads its profile where the kernel has AppArmor; Debian only recommends the program for it.
  if [ "$(cat /sys/module/apparmor/parameters/enabled 2>/dev/null)" = Y ]; then packages+=(apparmor); fi
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# Packages are the machine's, whatever the instance.
one_at_a_time() {
  local file=/run/promotion-chain-install.lock
  exec 8>"$file"
  flock -w 900 8 || fail "another installation has been at work for 15 minutes; look for it with: fuser $file"
  "$@"
}

install_packages() {
  repair_policy
  command -v apt-get >/dev/null || fail "it installs Debian's packages, and there is no apt-get here"
  local wanted
  mapfile -t wanted < <(missing_packages)
  [ "${#wanted[@]}" -gt 0 ] || return 0
  say "installing ${wanted[*]}"
  local status=0 before
  before=$(enabled_units)
  forbid_starts
  trap allow_starts EXIT
  {
    apt-get -o DPkg::Lock::Timeout=300 update -q &&
      NEEDRESTART_SUSPEND=1 DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "${wanted[@]}"
  } >"$data/log/install.log" 2>&1 || status=$?
  allow_starts
  trap - EXIT
  disable_services "$before"
  [ "$status" -eq 0 ] || fail "apt-get could not install ${wanted[*]}; the log is $data/log/install.log"
}

policy=${PROMOTION_CHAIN_POLICY:-/usr/sbin/policy-rc.d}
policy_mark='# made by the sandbox of Promotion Chain while it installs packages'

policy_is_ours() { grep -qxF "$policy_mark" "$policy" 2>/dev/null; }

# An installation that was killed has left its own, or a copy of the machine's. A machine's policy that came since is
# left alone.
repair_policy() {
  if policy_is_ours || [ ! -e "$policy" ]; then allow_starts; else rm -f "$policy.before-sandbox"; fi
}

# Exit status 101 forbids every start of a service while packages are set up (invoke-rc.d(8)). Each move is whole, so
# that one that was killed in between is seen for what it is.
forbid_starts() {
  repair_policy
  [ ! -e "$policy" ] || cp -a "$policy" "$policy.before-sandbox"
  printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" >"$policy.new"
  chmod 755 "$policy.new"
  mv "$policy.new" "$policy"
}

allow_starts() {
  if [ -e "$policy.before-sandbox" ]; then mv "$policy.before-sandbox" "$policy"; else rm -f "$policy"; fi
}

# For every other command: at once, unless an installation is at work.
repair_killed_installation() {
  policy_is_ours || return 0
  (
    exec 8>/run/promotion-chain-install.lock
    ! flock --nonblock 8 || repair_policy
  )
}

enabled_units() { find /etc/systemd/system -type l -path '*.wants/*' -printf '%f\n' 2>/dev/null | sort -u; }

# Debian's packages enable their services for the next start of the machine, whatever the policy says. What was enabled
# before stays so. The variable lets the helper run outside a package's own script; it keeps Debian's record of what is
# enabled, so that an upgrade does not enable them again.
disable_services() {
  local service
  for service in docker.service docker.socket containerd.service docker-registry.service nginx.service ssh.service \
    postgresql.service; do
    grep -qxF "$service" <(enabled_units) && ! grep -qxF "$service" <<<"$1" || continue
    DPKG_MAINTSCRIPT_PACKAGE=sandbox deb-systemd-helper disable "$service" >>"$data/log/install.log" 2>&1 ||
      fail "$service could not be disabled; the log is $data/log/install.log, and it is done by hand with: systemctl disable $service"
  done
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
