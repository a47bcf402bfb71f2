# Tells how a component stands, and changes nothing. Stands behind transaction.sh, of which it takes where the lock is.
#
# Arguments: (unused), the token that begins each line of the answer, (unused), the container's name, the file of its environment,
# the lock's name, and application, environment and component as the labels of a container say them.
# Answer: lines "token key value"; exit status 20 where docker cannot be asked.
label=io.jenkins.promotionchain

tell() { printf '%s %s %s\n' "$token" "$1" "$2"; }
inspect() { docker inspect --type container --format "$1" "$name"; }

# Without the environment of the container, which holds secrets.
state='"Status":{{json .State.Status}},"Running":{{json .State.Running}},"ExitCode":{{json .State.ExitCode}}'
state=$state',"OOMKilled":{{json .State.OOMKilled}},"StartedAt":{{json .State.StartedAt}},"FinishedAt":{{json .State.FinishedAt}}'
report='{"Id":{{json .Id}},"Name":{{json .Name}},"Image":{{json .Image}}'
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

# file KEY PATH
file() { tell "$1" "$(stat -c %Y "$2") $2"; }

# environment_is_of FILE: whether the container was made with these values. Its own further ones come from the image, from
# the proxies that a docker client hands over, or from a second file whose values have several lines. No value leaves this
# server or shows in a list of processes.
environment_is_of() {
    [ -e "$1.exports" ] && more=yes || more=no
    environment='{{range .Config.Env}}{{println .}}{{end}}'
    {
        inspect "$environment"
        echo '#image'
        docker image inspect --format "$environment" "$image" 2>/dev/null || more=yes
        echo "#file $more"
        cat "$1"
    } | awk '
        part < 2 && $0 == "#image" { part = 1; next }
        part < 2 && /^#file (yes|no)$/ { part = 2; more = $2; next }
        part == 0 { has[$0] = 1; next }
        part == 1 { given[$0] = 1; next }
        { sub(/^[ \t]+/, ""); sub(/\r$/, "") }
        /^#/ || !/=/ { next }
        { given[$0] = 1; if (!($0 in has)) other = 1 }
        END {
            if (more == "no") for (one in has) if (one ~ /=/ && !(one in given) && tolower(one) !~ /^[a-z]+_proxy=/) other = 1
            exit other
        }'
}

# A container needs no file where it has no values of its own.
tell_environment() {
    if [ ! -e "$1" ]; then
        environment_is_of /dev/null || tell absent "$1"
    elif [ ! -f "$1" ] || [ ! -r "$1" ]; then
        tell closed "$1"
    elif ! environment_is_of "$1"; then
        file environment "$1"
    fi
}

who_locks() {
    lock=$(lock_file "$1")
    [ -r "$lock" ] && command -v flock >/dev/null || return 0
    is_locked "$lock" || return 0
    tell lock "$(holder | head -n 1)"
}

# The kernel tells (proc(5), /proc/locks) without the lock being touched: a deployment that does not wait must not meet one
# of ours. Where it does not, a shared one is tried for an instant.
is_locked() {
    if [ -r /proc/locks ]; then
        inode=$(ls -i "$1")
        awk -v inode=":${inode%% *}" '
            $2 == "FLOCK" && substr($6, length($6) - length(inode) + 1) == inode { found = 1 }
            END { exit !found }' /proc/locks
    else
        ! (flock -n -s 9) 9<"$1"
    fi
}

# Other containers that publish its port.
tell_others() {
    port=$(public_port)
    [ -n "$port" ] || return 0
    docker ps --filter "publish=$port" --format '{{.Names}}' | while IFS= read -r other; do
        case $other in "$serving" | "$serving"-*) ;; *) tell also "$other" ;; esac
    done
}

# Where it is gone itself, one that is kept for a way back knows the port.
tell_others_of_kept() {
    pattern=$(printf '%s' "$serving" | sed 's/[.]/[.]/g')
    name=$(printf '%s\n' "$1" | grep -x -e "$pattern-[0-9a-f]\{12\}" | head -n 1)
    [ -z "$name" ] || tell_others
}

tell_container() {
    facts=$(inspect "$report") || exit 20
    tell container "$facts"
    image=$(inspect '{{.Image}}')
    tell digests "$(docker image inspect --format '{{json .RepoDigests}}' "$image" 2>/dev/null || echo '[]')"
    inspect "$files" | while IFS= read -r mounted; do
        if [ -f "$mounted" ]; then file mounted "$mounted"; fi
    done
    tell_environment "$1"
    tell_others
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
    serving=$name
    if printf '%s\n' "$all" | grep -Fqx -e "$name"; then tell_container "$5"; else tell_others_of_kept "$all"; fi
    tell end .
}
