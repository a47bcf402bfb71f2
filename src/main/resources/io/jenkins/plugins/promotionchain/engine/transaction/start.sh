# Starts a transaction whose script is in place; one that was started before goes on as it is, also when that start was
# cut off half-way.
# Arguments: directory, token. Exit status 127: a program is missing, named on standard error.
home=$(pwd)
cd "$1" || exit 1
for program in setsid flock; do
    command -v "$program" >/dev/null || { echo "$program" >&2; exit 127; }
done
if mkdir started 2>/dev/null; then
    # both have their blocks on the disk before anything depends on it
    printf 'running\n' >status && printf '00000000\n' >beat && : >log || { rmdir started; exit 1; }
    setsid sh ./script "$(pwd)" "$2" "$home" </dev/null >>log 2>&1 &
fi
waited=0
until [ -s process ] || [ "$waited" -ge 100 ]; do
    sleep 0.05 2>/dev/null || { sleep 1; waited=$((waited + 19)); }
    waited=$((waited + 1))
done
[ -s process ] || { echo "the script did not start" >&2; exit 1; }
