# Tells how a transaction stands and what its log has gained. Arguments: directory, token, offset in bytes, beat
# (8 digits, another one each time), most bytes to read. The first line with the token: state, offset behind what follows.
cd "$1" 2>/dev/null && [ -d started ] || { printf '%s absent 0\n' "$2"; exit 0; }
printf '%s' "$4" 1<>beat
alive() {
    read -r number began <process || return 1
    stat=$(cat "/proc/$number/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    set -- $stat
    [ "$1" != Z ] || return 1
    shift 19
    [ "$1" = "$began" ]
}
state=dead
if alive 2>/dev/null; then state=running; fi
# read last: a process that has ended meanwhile has written it before
case $(cat status) in
    end*) state=$(cat status) state=ended-${state#end } ;;
esac
size=$(($(wc -c <log)))
to=$(($3 + $5))
[ "$to" -lt "$size" ] || to=$size
printf '%s %s %s\n' "$2" "$state" "$to"
tail -c "+$(($3 + 1))" log | head -c "$((to - $3))"
