# Tells what a deployment would find on this server, and changes nothing. For any POSIX shell (dash, busybox).
#
# Stands behind lines that say what is asked for: transaction (the directory of the deployment's own; empty: none), state
# (the directory of all of them), env_file (will be written or read), env_header (its first line, if it is ours), config (a
# directory that will be written to; empty: none), image (its full name; empty: none is known), sites (names of nginx sites,
# separated by spaces), nginx_directory, nginx_program, migrations (yes: what is pending is asked for), and the function
# nginx_site (the script nginx-site.sh). Relative paths begin at the home directory.
#
# Standard output: lines name=text, several of one name where the text has several lines, and "end=yes" as the last one.
set -u
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
line_feed='
'

say() {
    rest=$2
    while :; do
        printf '%s=%s\n' "$1" "${rest%%"$line_feed"*}"
        case $rest in
            *"$line_feed"*) rest=${rest#*"$line_feed"} ;;
            *) break ;;
        esac
    done
}

# ask NAME COMMAND...: what it says, and NAME-status
ask() {
    name=$1
    shift
    said=$("$@" 2>&1 </dev/null)
    status=$?
    say "$name" "$said"
    say "$name-status" "$status"
    return "$status"
}

# The directory that is there already, above one that would be made.
existing() {
    found=$1
    while ! [ -e "$found" ]; do
        case $found in
            /*/*) found=${found%/*} ;;
            /*) found=/ ;;
            */*) found=${found%/*} ;;
            *) found=. ;;
        esac
    done
}

# Neither the rights nor a file system that is read-only are asked for by writing.
writable() {
    existing "$2"
    if [ -d "$found" ] && [ -w "$found" ] && [ -x "$found" ]; then
        say "$1" "yes $found"
    else
        say "$1" "no $found"
    fi
}

# Blocks of 1024 bytes, and inodes; the last line, as the name of a file system may fill one of its own.
room() {
    say "$1-room" "$(df -Pk "$2" 2>/dev/null | tail -n 1)"
    say "$1-inodes" "$(df -Pi "$2" 2>/dev/null | tail -n 1)"
}

# foreign NAME FILE: whether somebody else wrote it
foreign() {
    [ -s "$2" ] && [ -r "$2" ] || return
    head -n 1 "$2" | grep -qxF "$env_header" || say "$1" yes
}

environment_file() {
    foreign env-foreign "$env_file"
    foreign exports-foreign "$env_file.exports"
    if [ -r "$env_file" ]; then
        say env-file readable
    elif [ -e "$env_file" ]; then
        say env-file unreadable
    else
        say env-file absent
    fi
}

layers() {
    ids=$(docker image ls --quiet --no-trunc) || return
    # the ids are words
    # shellcheck disable=SC2086
    [ -z "$ids" ] || docker image inspect --format '{{range .RootFS.Layers}}{{println .}}{{end}}' $ids
}

docker_facts() {
    ask docker docker version --format '{{.Client.Version}} {{.Server.Version}}' || return
    ask docker-root docker info --format '{{.DockerRootDir}}' && root=$said && [ -d "$root" ] && room docker "$root"
    ask containers docker ps --no-trunc --format '{{.Names}} {{.Ports}}'
    [ -n "$image" ] || return 0
    if ask image docker image inspect --format '{{.Id}}' "$image"; then
        if [ "$migrations" = yes ]; then ask migrations pending; fi
    else
        ask layers layers
    fi
}

# In a container of its own that goes with its command. The shell in it is process 1, so that "timeout" can end the rest.
pending() {
    set -- run --rm --pull never --entrypoint sh
    if [ -r "$env_file" ]; then set -- "$@" --env-file "$env_file"; fi
    case $env_file in
        /*) exports=$env_file.exports ;;
        *) exports=./$env_file.exports ;;
    esac
    if [ -r "$exports" ]; then
        # shellcheck disable=SC1090
        . "$exports"
        for variable in $(sed -n 's/^export \([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p' "$exports"); do
            set -- "$@" --env "$variable"
        done
    fi
    docker "$@" "$image" -c 'timeout 20 python manage.py showmigrations --plan; exit $?'
}

nginx_facts() {
    [ -n "$sites" ] || return 0
    ready=''
    for site in $sites; do
        said=$(nginx_site | sh -s -- "$nginx_directory" "$site" "$nginx_program" 10 look 2>&1)
        status=$?
        say "site-$site" "$said"
        say "site-$site-status" "$status"
        if [ "$status" -eq 0 ] || [ "$status" -eq 18 ]; then ready=yes; fi
    done
    if [ -n "$ready" ]; then
        root='sudo -n'
        if [ "$(id -u)" = 0 ] || [ -O "$nginx_directory" ]; then root=; fi
        # not -t, as the account needs the right to -T anyhow; it prints all of the configuration
        said=$($root "$nginx_program" -T 2>&1 >/dev/null)
        status=$?
        say nginx-test "$said"
        say nginx-test-status "$status"
    fi
}

# Ports that nginx holds for containers: a line with the name of the site for each address.
fronts() {
    for file in "$nginx_directory"/sites-enabled/promotion-chain-port-*.conf "$nginx_directory"/conf.d/promotion-chain-port-*.conf; do
        if ! [ -r "$file" ]; then continue; fi
        site=${file##*/}
        site=${site%.conf}
        sed -n "s/^ *listen \\([^;]*\\);.*/front=$site \\1/p" "$file"
    done
}

# Address, port and state "listen" as the kernel writes them.
listening() {
    sed -n 's/^ *[0-9]*: \([0-9A-F]*:[0-9A-F]*\) [0-9A-F]*:0000 0A .*/listen=\1/p' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

say time "$(date +%s)"
say account "$(id -un 2>/dev/null || id -u)"
if [ "$(id -u)" = 0 ]; then say root yes; fi
if [ -n "$transaction" ] && [ -e "$transaction" ]; then say under-way yes; fi
writable state "$state"
room home "$found"
if [ -n "$config" ]; then writable config "$config"; fi
if [ -n "$env_file" ]; then
    environment_file
    case $env_file in
        */*) writable env-directory "${env_file%/*}" ;;
        *) writable env-directory . ;;
    esac
fi
docker_facts
nginx_facts
fronts
listening
say end yes
