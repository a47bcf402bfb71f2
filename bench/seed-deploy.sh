#!/usr/bin/env bash
# What the seed's workflow does to deploy a backend, as a plain script: the host key is whatever the server shows now, the
# old container is removed and then the new one started, sleep 5, then up to 20 looks at the health page, 5 s apart.
# All on one SSH connection, the fewest that will do. Settings: the environment variables BENCH_….
set -euo pipefail

known=$BENCH_WORK/seed-known-hosts
ssh-keyscan -p "$BENCH_PORT" "$BENCH_HOST" >"$known" 2>/dev/null

SSHPASS=$BENCH_SSH_PASSWORD sshpass -e ssh -o UserKnownHostsFile="$known" -p "$BENCH_PORT" \
  "$BENCH_ACCOUNT@$BENCH_HOST" sh -s <<TXT
set -e
mkdir -p bench
echo 'RELEASE=$BENCH_RELEASE' >bench/backend.env
echo '$BENCH_REGISTRY_PASSWORD' | docker login --username '$BENCH_REGISTRY_USER' --password-stdin '$BENCH_REGISTRY'
docker pull '$BENCH_IMAGE'
docker rm -f '$BENCH_CONTAINER' || true
docker run -d --name '$BENCH_CONTAINER' --restart unless-stopped -p '$BENCH_PUBLISH' \
  --env-file bench/backend.env '$BENCH_IMAGE'
sleep 5
for attempt in \$(seq 20); do
  if curl -fsSL --max-time 5 '$BENCH_HEALTH'; then exit 0; fi
  sleep 5
done
echo 'not healthy after 20 attempts'
exit 1
TXT
