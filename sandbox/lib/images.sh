# shellcheck shell=bash disable=SC2154
# Base images: no registry can be reached, so they are made from Debian's packages, once per data directory.

images=(debian python-django nginx busybox)

# The mirror that this machine is set up with.
debian_mirror() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] && awk '/^URIs:/ && $2 !~ /security/ {print $2; exit}' "$file"
  done | grep -m 1 . || awk '/^deb / && $0 !~ /security/ {sub(/\[[^]]*\] /, ""); print $2; exit}' /etc/apt/sources.list
}

debian_release() { (. /etc/os-release && echo "$VERSION_CODENAME"); }

make_base_images() {
  local tree=$data/images/tree image
  for image in "${images[@]}"; do
    [ -f "$data/images/$image.tar" ] || break
    [ "$image" != busybox ] || return 0
  done
  {
    rm -rf "$tree"
    mkdir -p "$tree"
    debootstrap --variant=minbase "$(debian_release)" "$tree/debian" "$(debian_mirror)"
    # Documentation and translations are a third of the size and of no use in a container.
    printf 'path-exclude=/usr/share/%s/*\n' doc locale man info lintian >"$tree/debian/etc/dpkg/dpkg.cfg.d/slim"
    rm -rf "$tree"/debian/usr/share/{doc,locale,man,info,lintian}/*
    cp -a "$tree/debian" "$tree/python-django"
    chroot_install "$tree/python-django" python3 python3-django gunicorn python3-psycopg2 &
    local django=$!
    cp -a "$tree/debian" "$tree/nginx"
    chroot_install "$tree/nginx" nginx-light
    wait "$django"
    ln -sf python3 "$tree/python-django/usr/bin/python"
    make_busybox "$tree/busybox"
    for image in "${images[@]}"; do
      rm -rf "$tree/$image"/var/cache/apt/* "$tree/$image"/var/lib/apt/lists/* "$tree/$image"/var/log/*.log
      tar -C "$tree/$image" --numeric-owner --exclude='./dev/*' -cf "$data/images/$image.tar.new" .
      mv "$data/images/$image.tar.new" "$data/images/$image.tar"
    done
    rm -rf "$tree"
  } >"$data/log/images.log" 2>&1
}

chroot_install() {
  local root=$1
  shift
  # -o: nothing is fetched anew; debootstrap left the lists that it read.
  DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -q --no-install-recommends "$@"
}

make_busybox() {
  mkdir -p "$1"/{bin,etc,tmp,www}
  cp "$(command -v busybox)" "$1/bin/busybox"
  local applet
  # Its own name is in the list and already there.
  for applet in $("$1/bin/busybox" --list); do ln -s busybox "$1/bin/$applet" 2>/dev/null || true; done
  printf 'root:x:0:0:root:/:/bin/sh\n' >"$1/etc/passwd"
}

load_base_images() {
  local image
  for image in "${images[@]}"; do
    if [ "$data/engine/loaded-$image" -nt "$data/images/$image.tar" ] &&
      build_docker image inspect "sandbox/$image:1" >/dev/null 2>&1; then
      continue
    fi
    build_docker import --change 'CMD ["/bin/sh"]' "$data/images/$image.tar" "sandbox/$image:1" >/dev/null ||
      fail "the base image $image could not be loaded; the engine's log is $data/log/engine.log"
    touch "$data/engine/loaded-$image"
  done
}
