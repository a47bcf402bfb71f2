# Asks a transaction to undo itself and end, also one that is only just being started. Argument: directory.
cd "$1" && [ -d started ] || exit 1
waited=0
until [ -s process ] || [ "$waited" -ge 100 ]; do
    sleep 0.05 2>/dev/null || { sleep 1; waited=$((waited + 19)); }
    waited=$((waited + 1))
done
read -r number began <process || exit 1
stat=$(cat "/proc/$number/stat" 2>/dev/null) || exit 0
stat=${stat##*) }
set -- $stat
shift 19
[ "$1" = "$began" ] || exit 0
kill -s TERM "$number"
