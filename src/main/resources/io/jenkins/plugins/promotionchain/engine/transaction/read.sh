# Tells how a transaction stands and what its log has gained. Arguments: directory, token, offset in bytes, beat
# (8 digits, another one each time), most bytes to read. The first line with the token: state, offset behind what follows.
# Ends at the end of a line, unless nothing will follow or a line is longer than one answer. One that is being started has
# no process yet: whoever starts it again waits for that.
cd "$1" 2>/dev/null && [ -s process ] || { printf '%s absent 0\n' "$2"; exit 0; }
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
offset=$3
text() { tail -c "+$((offset + 1))" log | head -c "$((to - offset))"; }
if [ "$to" -lt "$size" ] || [ "$state" = running ]; then
    if [ "$to" -gt "$offset" ] && [ -n "$(text | tail -c 1)" ]; then
        rest=$(($(text | tail -n 1 | wc -c)))
        [ "$rest" -ge "$5" ] || to=$((to - rest))
    fi
fi
printf '%s %s %s\n' "$2" "$state" "$to"
text
