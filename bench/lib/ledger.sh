# shellcheck shell=bash disable=SC2154
# How long a large ledger takes to open and to answer.

ledger() {
  mkdir "$work/ledger"
  java -cp "$root/target/test-classes:$jar" io.jenkins.plugins.promotionchain.ledger.LedgerBench "$work/ledger" "$1" >"$work/ledger.rows" || fail "the bench of the ledger failed"
  note_others
  write_section ledger ledger_section "$1"
}

ledger_section() {
  cat <<TXT
## The ledger

Made by \`bench/run ledger $1\` on $(date -u '+%Y-%m-%d %H:%M') UTC, at commit $(git -C "$root" rev-parse --short HEAD); $(others)

$(nproc) cores ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), $(awk '$1 == "MemTotal:" {printf "%.0f", $2 / 1048576}' /proc/meminfo) GB, Linux $(uname -r | cut -d - -f 1), $(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/Java \1/p').

A ledger of $1 deployments ($(du -sm "$work/ledger" | cut -f 1) MB with its indexes), one JVM, each question asked once, in this order.

| what | time |
|---|---|
$(cat "$work/ledger.rows")
TXT
}
