# shellcheck shell=bash disable=SC2154
# The server that is deployed to, dev-backend, and images for it.

container=bench-backend
image_number=0

read_server() {
  server_host=$(server_address dev backend)
  server_log=$data/servers/dev-backend/log/sshd.log
  health_url=http://$server_host:8000/health/
  local starter
  read -r starter _ <"$run_directory/cells/dev-backend/pid"
  server_process=$(pgrep -P "$starter")
  export DOCKER_CONFIG=$work/docker
  secret registry | build_docker login --username deployer --password-stdin "$registry_address" >"$work/login.log" 2>&1 ||
    fail "the sandbox's registry takes no login: $(cat "$work/login.log")"
}

# As root on the server itself, without SSH.
on_server() { nsenter -t "$server_process" -m -u -p -r -w env -u DOCKER_CONFIG HOME=/root "$@"; }

build_docker() { docker --host "unix://$engine_socket" "$@"; }

# A server that has the base layer and nothing of anybody's deployments.
clean_server() {
  on_server sh -c '
    for c in $(docker ps -aq); do docker rm -f -v "$c"; done
    rm -rf /etc/nginx/sites-enabled/*.conf /home/django/*
    nginx -s reload' >"$work/clean.log" 2>&1 || fail "the server could not be cleaned: $(cat "$work/clean.log")"
  # nginx closes its ports some time after it was told to
  while listens "$server_host" 8000; do sleep 0.1; done
}

# Builds and pushes an image that nobody has pulled yet and sets $image to its name with the digest. It answers on
# /health/ with its number and RELEASE.
new_image() {
  image_number=$((image_number + 1))
  local context=$work/context name=$registry_address/bench/backend:$image_number digest
  mkdir -p "$context"
  # process 1 ends at once when told to only with a trap
  cat >"$context/start" <<TXT
mkdir -p /www/health
echo "image $image_number release \$RELEASE" >/www/health/index.html
trap exit TERM
httpd -f -p 8000 -h /www &
wait
TXT
  printf 'FROM sandbox/busybox:1\nCOPY start /start\nCMD ["/bin/sh", "/start"]\n' >"$context/Dockerfile"
  {
    build_docker build --quiet --tag "$name" "$context"
    build_docker push "$name"
  } >"$work/image.log" 2>&1 || fail "no image could be made: $(cat "$work/image.log")"
  digest=$(grep -oE 'sha256:[0-9a-f]{64} size' "$work/image.log")
  image=${name%:*}@${digest% size}
}

# Whether visitors get what was deployed: a bench of something that does not work is worth nothing.
check_served() {
  local said
  said=$(curl -fsS --max-time 5 "$health_url") || fail "after a deployment nobody answers at $health_url"
  [ "$said" = "image $1 release $2" ] || fail "after a deployment of image $1, release $2, the server says: $said"
}
