# shellcheck shell=bash disable=SC2154
# Swap after swap under load, then back to the previous version.

rollbacks=5

swaps() {
  local images=() numbers=() i began
  for i in 0 1; do
    new_image
    images+=("$image")
    numbers+=("$image_number")
  done
  note_others
  clean_server
  start_warm
  deploy_warm "${images[1]}" steady
  start_client
  ask client begin
  began=$(microseconds)
  for ((i = 0; i < $1; i++)); do one_swap "${images[i % 2]}" "${numbers[i % 2]}"; done
  ask client end
  swapping=$(($(microseconds) - began))
  swapped=$answer
  say "$1 swaps: $swapped"
  for ((i = 0; i < rollbacks; i++)); do
    measure warm rollback warm roll_back
    check_served "${numbers[($1 + i) % 2]}" steady
  done
  hang_up client
  stop_warm
  note_others
  write_section swaps swaps_section "$1"
}

one_swap() {
  local began
  began=$(microseconds)
  deploy_warm "$1" steady
  printf 'warm\tswap\t%s\n' $(($(microseconds) - began)) >>"$work/results.tsv"
  check_served "$2" steady
}

roll_back() {
  ask warm rollback
  [ "$answer" = "done" ] || fail "ours said: $answer"
}

swaps_section() {
  local requests failures gap slowest
  read -r requests failures gap slowest <<<"$swapped"
  cat <<TXT
## Swap after swap

$(about "bench/run swaps $1")

A client asks the public port every 10 ms, each time over a new connection and whether or not the requests before were
answered, while one version takes the place of the other again and again (one JVM, strategy nginx, a connection for each
swap). After each swap it is made sure that the wanted version answers.

| swaps | requests | rate | requests failed | nobody served for at most | slowest answer | swaps per minute | wall time of a swap |
|---|---|---|---|---|---|---|---|
TXT
  rows_of swap warm >"$work/rows"
  echo "| $1 | $requests | $((requests * 1000000 / swapping)) per second | $failures | $gap ms | $slowest ms | $(($1 * 60000000 / swapping)) | $(median 3 1000000 2) s ($(worst 3 1000000 2)) |"
  cat <<TXT

\`Rollback\` to the previous version, from its kept container, $rollbacks times, under the same load; medians, in brackets the worst:

| wall time | requests failed | nobody served for | slowest answer | SSH connections |
|---|---|---|---|---|
TXT
  rows_of rollback warm >"$work/rows"
  echo "| $(median 3 1000000 2) s ($(worst 3 1000000 2)) | $(median 5 1 0) ($(worst 5 1 0)) | $(median 6 1 0) ms ($(worst 6 1 0)) | $(median 7 1 0) ms ($(worst 7 1 0)) | $(median 8 1 0) |"
}
