# shellcheck shell=bash disable=SC2154
# Base images: no registry can be reached, so they are made from Debian's packages, once per data directory.

images=(debian python-django nginx busybox)

# The mirror that this machine is set up with, as apt understands its sources: origin Debian, this release, no other
# vendor's of the same name.
debian_mirror() {
  local mirror
  mirror=$(apt-get indextargets --format '$(ORIGIN)|$(CODENAME)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
    awk -F '|' -v release="$(debian_release)" '$1 == "Debian" && $2 == release && $3 == "main" {print $4; exit}')
  case $mirror in
    # Cloud images of Debian name a file with the mirrors in it.
    mirror+file:*)
      mirror=${mirror#mirror+file:}
      mirror=$(grep -m 1 -oE '^[a-z+]+:[^[:space:]]+' "${mirror%/}")
      ;;
  esac
  [ -n "$mirror" ] && echo "$mirror"
}

debian_release() { (. /etc/os-release && echo "$VERSION_CODENAME"); }

# In namespaces of its own and without the lock, so that down can end all of it when up was killed, and no mount of it
# stays. It records itself before it begins.
start_making_images() {
  stop_making_images
  local record=$run_directory/making pid
  (
    pid=$BASHPID
    printf '%s %s\n' "$pid" "$(start_time "$pid")" >"$record.new"
    mv "$record.new" "$record"
    exec unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$here/sandbox" make-images
  ) 9>&- </dev/null &
  making=$!
  until [ -s "$record" ]; do sleep 0.01; done
}

# Ends one that an up has left behind, and clears away what it had not finished.
stop_making_images() {
  local pid began
  if read -r pid began 2>/dev/null <"$run_directory/making"; then
    # The first process of the namespace is gone only when all others in it are.
    while [ "$(start_time "$pid")" = "$began" ]; do
      pkill -KILL -P "$pid" || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.05
    done
    rm -f "$run_directory/making"
  fi
  unmount_left "$data/images/tree"
  rm -rf --one-file-system "$data/images/tree"
}

make_base_images() {
  local tree=$run_directory/tree image
  for image in "${images[@]}"; do
    [ -f "$data/images/$image.tar" ] || break
    [ "$image" != busybox ] || return 0
  done
  {
    # debootstrap takes no path with a space in it, so it sees the tree elsewhere.
    mkdir -p "$data/images" "$tree"
    mkdir -m 700 "$data/images/tree"
    mount --bind "$data/images/tree" "$tree"
    # Without lists apt does not know where its sources come from.
    debian_mirror >/dev/null || apt-get update -q
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
  } >"$data/log/images.log" 2>&1
}

# The machine's apt fetches, because it has the proxy and the certificates that a mirror may ask for; debootstrap left
# the lists.
chroot_install() {
  local root=$1
  shift
  apt-get -o Dir="$root/" -o Dir::Bin::methods=/usr/lib/apt/methods -o APT::Sandbox::User=root \
    install -d -y -q --no-install-recommends "$@"
  DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install --no-download -y -q --no-install-recommends "$@"
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
