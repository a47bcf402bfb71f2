# Tells how a component stands, and changes nothing. Stands behind transaction.sh, of which it takes where the lock is.
#
# Arguments: (unused), the token that begins each line of the answer, (unused), the container's name, "-" or the file of its
# environment, the lock's name, and application, environment and component as the labels of a container say them.
# Answer: lines "token key value"; exit status 20 where docker cannot be asked.
label=io.jenkins.promotionchain

tell() { printf '%s %s %s\n' "$token" "$1" "$2"; }
inspect() { docker inspect --type container --format "$1" "$name"; }

# Without the environment of the container, which holds secrets.
state='"Status":{{json .State.Status}},"Running":{{json .State.Running}},"ExitCode":{{json .State.ExitCode}}'
state=$state',"OOMKilled":{{json .State.OOMKilled}},"StartedAt":{{json .State.StartedAt}},"FinishedAt":{{json .State.FinishedAt}}'
report='{"Id":{{json .Id}},"Name":{{json .Name}},"Image":{{json .Image}},"Created":{{json .Created}}'
report=$report',"RestartCount":{{json .RestartCount}},"State":{'$state'},"Config":{"Image":{{json .Config.Image}}'
report=$report',"Labels":{{json .Config.Labels}}},"HostConfig":{"PortBindings":{{json .HostConfig.PortBindings}}}}'
ports='{{range $port, $bound := .HostConfig.PortBindings}}{{range $bound}}{{.HostPort}} {{end}}{{end}}'
files='{{range .Mounts}}{{if eq .Type "bind"}}{{if not .RW}}{{println .Source}}{{end}}{{end}}{{end}}'

# The one that serves: neither the new one of a deployment nor one that is kept for a way back.
by_labels() {
    docker ps --all --filter "label=$label.application=$1" --filter "label=$label.environment=$2" \
        --filter "label=$label.component=$3" --format '{{.Names}}' |
        grep -v -e '-candidate$' -e '-[0-9a-f]\{12\}$' | head -n 1
}

public_port() {
    published=$(inspect "{{index .Config.Labels \"$label.publish\"}}")
    case $published in
        *:*) published=${published%:*}; echo "${published##*:}" ;;
        *) published=$(inspect "$ports"); echo "${published%% *}" ;;
    esac
}

file() { [ ! -f "$1" ] || tell file "$(stat -c %Y "$1") $1"; }

who_locks() {
    lock=$(lock_file "$1")
    [ -r "$lock" ] && command -v flock >/dev/null || return 0
    # a shared one, for an instant: whoever comes meanwhile tries again
    (flock -n -s 9) 9<"$lock" || tell lock "$(holder | head -n 1)"
}

tell_container() {
    facts=$(inspect "$report") || exit 20
    tell container "$facts"
    image=$(inspect '{{.Image}}')
    tell digests "$(docker image inspect --format '{{json .RepoDigests}}' "$image" 2>/dev/null || echo '[]')"
    inspect "$files" | while IFS= read -r mounted; do [ -z "$mounted" ] || file "$mounted"; done
    port=$(public_port)
    [ -n "$port" ] || return 0
    docker ps --filter "publish=$port" --format '{{.Names}}' | while IFS= read -r other; do
        case $other in "$name" | "$name"-*) ;; *) tell also "$other" ;; esac
    done
}

main() {
    name=$4
    tell now "$(date +%s)"
    who_locks "$6"
    all=$(docker ps --all --format '{{.Names}}') || exit 20
    if ! printf '%s\n' "$all" | grep -Fqx -e "$name"; then
        found=$(by_labels "$7" "$8" "$9")
        name=${found:-$name}
    fi
    if printf '%s\n' "$all" | grep -Fqx -e "$name-candidate"; then tell candidate "$name-candidate"; fi
    if [ "$5" != - ]; then
        file "$5"
        file "$5.exports"
    fi
    if printf '%s\n' "$all" | grep -Fqx -e "$name"; then tell_container; fi
    tell end .
}
