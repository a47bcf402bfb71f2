# shellcheck shell=bash disable=SC2154
# Ours and the others, side by side.

compare() {
  local way
  export_settings
  for way in "${ways[@]}"; do
    note_others
    say "${title[$way]}"
    clean_server
    one_way "$way" "$1"
  done
  note_others
  write_section compare compare_section "$1"
}

# one_way WAY REPETITIONS: each time a new image, then another value for it, then the same once more
one_way() {
  local way=$1 i number
  : >"$work/$way.setup.log"
  where_there_is "start_$way"
  new_image
  "deploy_$way" "$image" 0 >"$work/$way.setup.log" 2>&1 || fail "${title[$way]} fails: $(cat "$work/$way.setup.log")"
  end_group tool
  local group=tool
  [ "$way" != warm ] || group=warm
  # Nothing of this way's serves on the public port where it is only the limit.
  [ "$way" = limit ] || start_client
  for ((i = 1; i <= $2; i++)); do
    new_image
    number=$image_number
    where_there_is "make_way_$way"
    measure "$way" image "$group" "deploy_$way" "$image" "$i-a"
    [ "$way" = limit ] || check_served "$number" "$i-a"
    where_there_is "make_way_$way"
    measure "$way" configuration "$group" "deploy_$way" "$image" "$i-b"
    measure "$way" nothing "$group" "deploy_$way" "$image" "$i-b"
    [ "$way" = limit ] || check_served "$number" "$i-b"
  done
  [ "$way" = limit ] || hang_up client
  where_there_is "stop_$way"
}

compare_section() {
  local way case
  cat <<TXT
## Ours and the others

$(about "bench/run compare $1")

Each figure is the median of $1 deployments of the same small backend (busybox' httpd, healthy as soon as it listens) to
one server over SSH; in brackets the worst. A client asks the public port every 10 ms, each time over a new connection and
whether or not the requests before were answered. "Nobody served" is the longest time between two good answers: 10 to
20 ms when nothing is wrong. The controller is the machine that deploys; all processes of the tool there count.

| changed | way | wall time | nobody served for | requests failed | slowest answer | SSH connections | CPU time of the controller |
|---|---|---|---|---|---|---|---|
TXT
  for case in image configuration nothing; do
    for way in "${ways[@]}"; do compare_row "$case" "$way"; done
  done
  cat <<TXT

- ${title[seed]}: \`bench/seed-deploy.sh\`. 5 s of each are the seed's own \`sleep 5\` before its first
  look at the health page; it then looks every 5 s. It makes the container anew whether or not anything changed.
- Where the old container goes before the new one comes, most requests hang and few fail: the first of them makes the
  kernel ask for the new container's address on the bridge before the container is there, and it asks again a second
  later (\`retrans_time_ms\`).
- ${title[ansible]}: \`bench/ansible/deploy.yml\`: login, image, container, then the health page at once and
  every second; pipelining on, facts off.
- ours: strategy nginx, all else as it is by default, a connection for each deployment. The JVM for each deployment is
  started as \`rehearse\` starts it; the one that runs already has made 6 deployments before, and is what a Jenkins
  controller comes nearest to.
- ${title[limit]}: \`docker pull\`, \`docker run\`, first good answer, on another port beside what serves, so nothing
  is switched; where nothing changed, \`docker pull\` and one answer.
- A changed image is one that the server has never seen, with its base layer there; a changed configuration is another
  value of an environment variable.
TXT
}

compare_row() {
  rows_of "$1" "$2" >"$work/rows"
  local outage='- | - | -' connections='-' cpu='-'
  if [ "$2" != limit ]; then
    outage="$(median 6 1 0) ms ($(worst 6 1 0)) | $(median 5 1 0) ($(worst 5 1 0)) | $(median 7 1 0) ms ($(worst 7 1 0))"
    connections=$(median 8 1 0)
    cpu="$(median 9 1000000 2) s"
  fi
  echo "| $1 | ${title[$2]} | $(median 3 1000000 2) s ($(worst 3 1000000 2)) | $outage | $connections | $cpu |"
}
