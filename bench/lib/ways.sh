# shellcheck shell=bash disable=SC2154
# The ways to deploy. Each deploy_WAY takes an image and a value for RELEASE and returns when the new version is healthy.

ways=(seed ansible cold warm limit)
declare -A title=(
  [seed]="shell script, the seed's way"
  [ansible]='Ansible, community.docker'
  [cold]='ours, a JVM for each deployment'
  [warm]='ours, a JVM that runs already'
  [limit]='limit: docker on the server itself'
)

export_settings() {
  BENCH_HOST=$server_host BENCH_PORT=2222 BENCH_ACCOUNT=django BENCH_SSH_PASSWORD=$(secret dev-ssh)
  BENCH_REGISTRY=$registry_address BENCH_REGISTRY_USER=deployer BENCH_REGISTRY_PASSWORD=$(secret registry)
  BENCH_CONTAINER=$container BENCH_PUBLISH=$server_host:8000:8000 BENCH_HEALTH=$health_url
  BENCH_WORK=$work
  export "${!BENCH_@}"
}

deploy_seed() { BENCH_IMAGE=$1 BENCH_RELEASE=$2 in_group tool "$bench/seed-deploy.sh"; }

start_ansible() { ssh-keyscan -p 2222 "$server_host" >"$work/known_hosts" 2>"$work/keyscan.log"; }
deploy_ansible() {
  BENCH_IMAGE=$1 BENCH_RELEASE=$2 ANSIBLE_CONFIG=$bench/ansible/ansible.cfg ANSIBLE_HOME=$work/ansible \
    in_group tool ansible-playbook -i "$bench/ansible/inventory.yml" "$bench/ansible/deploy.yml"
}

# As `rehearse` starts it.
start_cold() { jvm_options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1); }
deploy_cold() { in_group tool java_main Deployments "$@"; }

# As a controller does it, which has deployed before.
start_warm() {
  jvm_options=()
  talker warm java_main Deployments
  local i
  for i in 1 2 3 4 5; do
    new_image
    deploy_warm "$image" "before-$i"
  done
}
deploy_warm() {
  ask warm "deploy $*"
  [ "$answer" = "done" ] || fail "ours said: $answer"
}
stop_warm() { hang_up warm; }

# Beside what serves, as nothing is switched. The client that asks is as near as can be.
start_limit() { secret registry | on_server docker login -u deployer --password-stdin "$registry_address" >"$work/limit.log" 2>&1; }
deploy_limit() {
  # shellcheck disable=SC2016
  on_server sh -euc '
    docker pull --quiet "$1"
    # the same image and configuration again: there is nothing to run
    if [ "$(docker inspect --format "{{.Config.Image}} {{json .Config.Env}}" limit 2>&1 | grep -cF "$1 [\"RELEASE=$2\"")" = 0 ]; then
      docker run -d --name limit -p "$3:8009:8000" --env "RELEASE=$2" "$1"
    fi
    until curl -fs "http://$3:8009/health/"; do sleep 0.01; done' sh "$1" "$2" "$server_host"
}
make_way_limit() { on_server sh -c 'docker rm -f -v limit' >"$work/limit.log" 2>&1 || true; }

# Calls start_WAY and the like where a way has one.
where_there_is() { if declare -F "$1" >/dev/null; then "$@"; fi; }
