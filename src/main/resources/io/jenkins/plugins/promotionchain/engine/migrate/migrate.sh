# Migrates a database. Stands behind transaction.sh and these: lock_name, lock_seconds, who, patience, hurry, limit (of each
# command, s), grace (to end, s), steps (of backup, plan and migrate those that are wanted). The commands are the scripts
# $directory/backup, plan and migrate, which are there when the lock is held and the gate "prepare" is answered. Each stops
# on TERM, or has $directory/<step>-stop beside it, which stops it.
step=''
child=''

stop_step() {
    [ -n "$child" ] || return 0
    say "Stopping the $step"
    if [ -f "$directory/$step-stop" ]; then sh "$directory/$step-stop" </dev/null || :; fi
    kill -s TERM -- "-$child" 2>/dev/null
    waited=0
    while still_runs "$child" && [ "$waited" -lt $((grace * 10)) ]; do
        tick
        waited=$((waited + ticked))
    done
    kill -s KILL -- "-$child" 2>/dev/null
    wait "$child" 2>/dev/null
    child=''
}

# One that has ended but was not waited for (state Z) runs no more.
still_runs() {
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    case ${stat##*) } in Z*) return 1 ;; esac
}

# run_step NAME: in a session of its own, so that all that it starts can be stopped. It keeps the lock open: should this
# script be killed, nobody else begins before the command has ended.
run_step() {
    step=$1
    setsid sh "$directory/$1" </dev/null &
    child=$!
    running=0
    while still_runs "$child"; do
        tick
        running=$((running + ticked))
        if [ "$running" -ge $((limit * 10)) ]; then
            stop_step
            return 124
        fi
    done
    wait "$child"
    ended_with=$?
    child=''
    return "$ended_with"
}

work() {
    phase lock
    take_lock "$lock_name" "$lock_seconds" "$who"
    phase prepare
    gate prepare "$patience" "$hurry"
    trap 'trap "" HUP INT TERM; stop_step; exit 143' INT TERM
    for name in $steps; do
        phase "$name"
        run_step "$name"
        code=$?
        value "$name-status" "$code"
        case $code in
            0) ;;
            124) exit 107 ;;
            *) exit 105 ;;
        esac
    done
    trap 'exit 143' INT TERM
}
