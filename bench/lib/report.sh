# shellcheck shell=bash disable=SC2154
# From results.tsv (way, case, wall time in µs, requests, failures, longest gap and slowest
# answer in ms, SSH connections, CPU time in µs)
# to docs/performance.md.

document=$root/docs/performance.md

rows_of() { awk -F '\t' -v case="$1" -v way="$2" '$2 == case && $1 == way' "$work/results.tsv"; }

# median COLUMN DIVISOR DIGITS, worst COLUMN DIVISOR DIGITS: of $work/rows
median() {
  cut -f "$1" "$work/rows" | sort -n | awk -v by="$2" -v digits="$3" '{v[NR] = $1} END {
    printf "%.*f", digits, (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 / by}'
}
worst() { cut -f "$1" "$work/rows" | sort -n | tail -n 1 | awk -v by="$2" -v digits="$3" '{printf "%.*f", digits, $1 / by}'; }

# about COMMAND: when, where and with what it was measured
about() {
  local commit
  commit=$(git -C "$root" rev-parse --short HEAD)
  [ -z "$(git -C "$root" status --porcelain -- src bench sandbox pom.xml)" ] || commit="$commit and changes to it"
  cat <<TXT
Made by \`$1\` on $(date -u '+%Y-%m-%d %H:%M') UTC, at commit $commit; $(others)

$(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(awk '$1 == "MemTotal:" {printf "%.0f", $2 / 1048576}' /proc/meminfo) GB, Linux $(uname -r | cut -d - -f 1); servers, controller and client are all on it.
$(versions).
TXT
}

versions() {
  local parts=(
    "Docker engine $(build_docker version --format '{{.Server.Version}}')"
    "docker client $(docker version --format '{{.Client.Version}}' 2>/dev/null || true)"
    "OpenSSH $(ssh -V 2>&1 | sed 's/^OpenSSH_\([^ ,]*\).*/\1/')"
    "nginx $(nginx -v 2>&1 | sed 's/.*\///')"
    "Java $(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')"
  )
  if [ "$mode" = compare ]; then
    parts+=(
      "ansible $(dpkg-query -W -f '${Version}' ansible) with ansible-core $(dpkg-query -W -f '${Version}' ansible-core)"
      "python3-docker $(dpkg-query -W -f '${Version}' python3-docker)"
    )
  fi
  printf '%s' "${parts[0]}"
  printf ', %s' "${parts[@]:1}"
}

# What note_others saw. The idle servers of the sandbox are in it, but for the first time.
others() {
  local least most
  least=$(sort -n "$work/others" | head -n 1)
  most=$(sort -n "$work/others" | tail -n 1)
  if [ "$most" -lt 10 ]; then
    echo "nothing else of note ran there (in pauses $least to $most % of the cores were busy)."
  else
    echo "**other work shared the cores** (in pauses, when nothing was measured, $least to $most % of them were busy)."
  fi
}

# write_section NAME FUNCTION…: puts what the function prints in the place of the section of that name
write_section() {
  local name=$1 new=$work/section
  shift
  {
    echo "<!-- bench $name -->"
    "$@"
    echo "<!-- end of bench $name -->"
  } >"$new"
  if [ ! -f "$document" ]; then
    printf '# How fast, and who notices\n\nWritten by `bench/run` as a whole, every figure of it; see `bench/README.md`. Do not edit.\n' >"$document"
  fi
  if grep -qxF "<!-- bench $name -->" "$document"; then
    awk -v begin="<!-- bench $name -->" -v end="<!-- end of bench $name -->" -v new="$new" '
      $0 == begin {while ((getline line <new) > 0) print line; inside = 1}
      !inside
      $0 == end {inside = 0}' "$document" >"$work/document"
  else
    { cat "$document" && echo && cat "$new"; } >"$work/document"
  fi
  cat "$work/document" >"$document"
  cat "$new"
  say "written to docs/performance.md"
}
