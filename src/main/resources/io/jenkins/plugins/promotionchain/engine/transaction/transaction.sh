# A piece of work on a server that goes on when the connection is cut. Written for any POSIX shell (dash, busybox); needs
# flock, setsid and /proc. The work itself is the function "work", which stands behind this text.
#
# Arguments: the transaction's directory, the token that marks a line as an event for whoever reads the log, and the
# directory to work in.
# Standard output and standard error are the log. Files in the directory:
#   process  process id and start time (field 22 of /proc/PID/stat, proc(5)): together they name one process for good
#   status   "running", or "end" and the exit status; written in place, so that a full disk cannot hinder it
#   beat     changes as long as somebody reads the log; busy: process id of a command that the reader runs meanwhile
#   answer-N "go" or another word: what the reader says to the Nth gate
set -u
umask 077
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

directory=$1
token=$2
home=$3
gates=0
undo=
answer=

# Exit statuses of a transaction's own; a work has those from 100 on, and 1 to 9.
abandoned=10
refused=11
locked=12
unheard=13
cancelled=143

# To standard error, so that they reach the log from within a command substitution too.
say() { printf '%s\n' "$*" >&2 || :; }
emit() { printf '%s %s\n' "$token" "$*" >&2 || :; }
phase() { emit phase "$1"; }
value() { emit value "$1" "$2"; }

start_time() {
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # the program's name in parentheses may hold anything
    stat=${stat##*) }
    set -- $stat
    shift 19
    echo "$1"
}

# A tenth of a second, or a whole one where sleep takes no fraction.
tick() {
    if sleep 0.1 2>/dev/null; then
        ticked=1
    else
        sleep 1
        ticked=10
    fi
}

# undo_with FUNCTION: what brings everything back, registered before the first change; empty: there is no way back.
undo_with() { undo=$1; }

ended() {
    ending=$?
    trap '' HUP INT TERM
    if [ "$ending" -ne 0 ] && [ -n "$undo" ]; then
        phase undo
        "$undo" || value undone no
    fi
    release_lock
    emit end "$ending"
    # in place: the block is there already, so that this works on a full disk
    printf 'end %03d\n' "$ending" 1<>"$directory/status"
}

somebody_reads() {
    now=$(cat "$directory/beat" "$directory/busy" 2>/dev/null)
    if [ "$now" != "$beat" ]; then
        beat=$now
        return 0
    fi
    worker=$(cat "$directory/busy" 2>/dev/null)
    [ -n "$worker" ] && [ -d "/proc/$worker" ]
}

# gate NAME SECONDS HURRY: waits for an answer. Nobody need hurry while the reader is there; when it has been silent for
# SECONDS, or HURRY where somebody else waits for the lock, the work ends and undoes itself.
gate() {
    gates=$((gates + 1))
    # a gate that the log did not take is known to nobody, so that nobody would ever answer
    printf '%s\n' "$token gate $gates $1" >&2 || exit "$unheard"
    beat=''
    silent=0
    while [ ! -s "$directory/answer-$gates" ]; do
        tick
        if somebody_reads; then silent=0; else silent=$((silent + ticked)); fi
        most_silent=$(($2 * 10))
        if somebody_waits; then most_silent=$(($3 * 10)); fi
        if [ "$silent" -ge "$most_silent" ]; then
            say "Nobody has answered for $((silent / 10)) s: the build seems to be gone."
            exit "$abandoned"
        fi
    done
    read -r answer <"$directory/answer-$gates"
    emit answered "$gates" "$answer"
    [ "$answer" != undo ] || exit "$refused"
}

# The lock is one that the kernel drops when its holder ends, however it ends. All accounts of the server have to find
# the same file.
lock_file() {
    place=/tmp
    if [ -d /run/lock ] && [ -k /run/lock ] && [ -w /run/lock ]; then place=/run/lock; fi
    echo "$place/promotion-chain.$1.lock"
}

lock=
holds=
me=$(id -u)

somebody_waits() {
    for waiting in "$lock".wanted.*; do
        [ -e "$waiting" ] && [ -d "/proc/${waiting##*.}" ] && return 0
    done
    return 1
}

# What a holder that was killed has written is older than that of the one who holds it now.
holder() {
    latest=$(ls -t "$lock".held.* 2>/dev/null | head -n 1)
    [ -n "$latest" ] && cat "$latest" 2>/dev/null || echo 'somebody who did not say who'
}

# note FILE TEXT: for everybody to read; never through somebody else's link
note() {
    rm -f "$1"
    (umask 022; set -C; printf '%s\n' "$2" >"$1") 2>/dev/null || :
}

# take_lock NAME SECONDS WHO
take_lock() {
    lock=$(lock_file "$1")
    [ -e "$lock" ] || (umask 022; set -C; : >"$lock") 2>/dev/null || :
    if [ ! -r "$lock" ]; then
        say "The lock $lock cannot be read."
        exit "$locked"
    fi
    exec 9<"$lock"
    waited=0 told=
    until flock -n 9; do
        held=$(holder)
        if [ "$held" != "$told" ]; then
            say "Waiting, at most $2 s, for the lock of $1: held by $held"
            told=$held
        fi
        if [ "$waited" -ge $(($2 * 10)) ]; then
            rm -f "$lock.wanted.$$"
            value holder "$held"
            exit "$locked"
        fi
        [ -e "$lock.wanted.$$" ] || note "$lock.wanted.$$" "$3"
        tick
        waited=$((waited + ticked))
    done
    rm -f "$lock.wanted.$$"
    if [ "$waited" -ge 10 ]; then say "The lock came free after $((waited / 10)) s."; fi
    holds=yes
    note "$lock.held.$me" "$3, since $(date -u '+%Y-%m-%dT%H:%M:%SZ')"
}

release_lock() {
    [ -n "$lock" ] || return 0
    rm -f "$lock.wanted.$$"
    # another one of this account may hold it
    [ -z "$holds" ] || rm -f "$lock.held.$me"
    exec 9<&-
}

begin() {
    # SIGPIPE stays as it is: the programs of the work would inherit that it is ignored, and some then never end
    trap '' HUP
    trap 'exit 143' INT TERM
    trap ended EXIT
    cd "$home" || exit 1
    printf '%s %s\n' "$$" "$(start_time $$)" >"$directory/process.new" &&
        mv "$directory/process.new" "$directory/process" || exit 1
    work
}
