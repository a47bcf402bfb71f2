#!/bin/sh
# A docker client, and an nginx, for tests. Without a program of its own where it can, as it is called very often.
#
# $FAKE_DOCKER/containers: a file for each, named as the container is, which says
#   id state restart-policy published slot digest owner finished
# with "-" for nothing; published is "public" for one that holds the public port, owner is application:environment:component.
# $FAKE_DOCKER/images: "id tag digest" lines. $FAKE_DOCKER/loaded: the site that nginx has loaded; sites: all of them, one
# after the other; spoilt: after how many more it takes none.
# $FAKE_DOCKER/live-restore: there when containers go on without the engine.
# $FAKE_DOCKER/no-ipv6: there when the kernel knows none. $FAKE_DOCKER/removing: the container that is removed when it ends.
# $FAKE_DOCKER/unable: the container that cannot be started.
# $FAKE_DOCKER/away-says: what the client says meanwhile. $FAKE_DOCKER/away: number of the first call that is not answered, and how many those are.
# $FAKE_DOCKER/calls: all calls so far. Call number $FAKE_AT meets $FAKE_FAULT: fail-before or fail-after its work, or
# kill-after or term-after, which end the process whose id begins the file $FAKE_VICTIM.
containers=$FAKE_DOCKER/containers
number=0
[ ! -e "$FAKE_DOCKER/number" ] || read -r number <"$FAKE_DOCKER/number"
number=$((number + 1))
echo "$number" >"$FAKE_DOCKER/number"
printf '%s\n' "$*" >>"$FAKE_DOCKER/calls"

fail() {
    echo "Error response from daemon: $1" >&2
    exit 1
}
meet() {
    [ "$number" = "$FAKE_AT" ] || return 0
    case $FAKE_FAULT in
        "fail-$1") fail 'injected failure' ;;
        "kill-$1")
            read -r victim rest <"$FAKE_VICTIM"
            kill -9 "$victim"
            exit 1
            ;;
        "term-$1")
            read -r victim rest <"$FAKE_VICTIM"
            kill -15 "$victim"
            ;;
    esac
}
load() {
    [ -e "$containers/$1" ] || fail "No such container: $1"
    read -r id state restart published slot digest owner finished <"$containers/$1"
}
store() {
    echo "$id $state $restart $published $slot $digest $owner $finished" >"$containers/$1"
}
each() {
    for file in "$containers"/*; do
        [ ! -e "$file" ] || "$1" "${file##*/}"
    done
}
nginx_listens() {
    [ -e "$FAKE_DOCKER/loaded" ] || return 1
    while read -r word rest; do
        [ "$word" != listen ] || return 0
    done <"$FAKE_DOCKER/loaded"
    return 1
}
holds_port() {
    read -r any_id any_state any_restart any_published rest <"$containers/$1"
    [ "$any_state $any_published" != 'running public' ] || holder=$1
}
refuse_if_port_taken() {
    [ "$published" = public ] || return 0
    holder=
    each holds_port
    if [ -n "$holder" ] || nginx_listens; then
        fail 'driver failed programming external connectivity: Bind for 10.0.0.5:8000 failed: port is already allocated'
    fi
}
last() {
    for word in "$@"; do :; done
}

removes_itself() {
    [ -e "$FAKE_DOCKER/removing" ] && read -r removing <"$FAKE_DOCKER/removing" && [ "$removing" = "$1" ]
}

print_id() { load "$1"; echo "$id"; }
print_name() { echo "$1"; }
print_slot() {
    load "$1"
    [ "$slot" != - ] || slot=
    echo "$slot"
}
# the filter of a name is a regular expression
show_matching() {
    printf '%s\n' "$1" | grep -qx "$name" && "$show" "$1"
}
find_id() {
    read -r any_id rest <"$containers/$1"
    [ "$any_id" != "$wanted" ] || found=$1
}

ps() {
    name=
    show=print_id
    for word in "$@"; do
        case $word in
            name=*) name=${word#name=^/} name=${name%?} ;;
            *.Names*) show=print_name ;;
            *.Label*) show=print_slot ;;
        esac
    done
    if [ -z "$name" ]; then
        each "$show"
    elif [ -e "$containers/$name" ]; then
        "$show" "$name"
    else
        case $name in *.*) each show_matching ;; esac
    fi
}

label() {
    answer=-
    case $1 in
        slot) answer=$slot ;;
        digest) [ "$owner" = - ] || answer=$digest ;;
        *)
            if [ "$owner" != - ]; then
                case $1 in
                    application) answer=${owner%%:*} ;;
                    environment) answer=${owner#*:} answer=${answer%%:*} ;;
                    component) answer=${owner##*:} ;;
                    publish) answer=10.0.0.5:8000:8000 ;;
                esac
            fi
            ;;
    esac
    [ "$answer" != - ] || answer=
    echo "$answer"
}

inspect() {
    format=$4
    shift 4
    for wanted in "$@"; do
        found=$wanted
        [ -e "$containers/$wanted" ] || each find_id
        load "$found"
        case $format in
            '{{.State.Running}}') [ "$state" = running ] && echo true || echo false ;;
            '{{.State.FinishedAt}} {{.Name}}') echo "$finished /$found" ;;
            '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}')
                [ "$state" = running ] && echo "true $restart" || echo "false $restart"
                ;;
            '{{.Image}}') echo "sha256:f${digest#sha256:?}" ;;
            '{{.HostConfig.AutoRemove}}') removes_itself "$found" && echo true || echo false ;;
            '{{.HostConfig.RestartPolicy.Name}}') echo "$restart" ;;
            *'.NetworkSettings.Networks'*) echo "10.0.0.5:8000:8000 172.17.0.${#id}" ;;
            *'.Config.Labels "io.jenkins.promotionchain.'*)
                key=${format##*promotionchain.}
                label "${key%%\"*}"
                ;;
            *) fail "the fake knows no format $format" ;;
        esac
    done
}

run() {
    name='' before='' slot=- digest=- restart=no application='' environment='' component=''
    for word in "$@"; do
        case $before in
            --name) name=$word ;;
            --restart) restart=$word ;;
            --label)
                word=${word#io.jenkins.promotionchain.}
                case $word in
                    slot=*) slot=${word#*=} ;;
                    digest=*) digest=${word#*=} ;;
                    application=*) application=${word#*=} ;;
                    environment=*) environment=${word#*=} ;;
                    component=*) component=${word#*=} ;;
                esac
                ;;
        esac
        before=$word
    done
    [ ! -e "$containers/$name" ] || fail "Conflict. The container name \"/$name\" is already in use"
    id=new$number state=created owner=$application:$environment:$component finished=-
    published=public
    [ "$slot" = - ] || published=slot
    store "$name"
    refuse_if_port_taken
    state=running
    store "$name"
    echo "$id"
}

forbid_use() {
    read -r any_id any_state any_restart any_published any_slot any_digest rest <"$containers/$1"
    [ "$any_digest" != "$wanted" ] || fail "conflict: unable to remove repository reference: container $1 uses it"
}

image_rm() {
    wanted=${1#*@}
    each forbid_use
    : >"$FAKE_DOCKER/images.new"
    while read -r image_id tag image_digest; do
        [ "$image_digest" = "$wanted" ] || echo "$image_id $tag $image_digest" >>"$FAKE_DOCKER/images.new"
    done <"$FAKE_DOCKER/images"
    mv "$FAKE_DOCKER/images.new" "$FAKE_DOCKER/images"
}

# directory site program patience put; the site is in $SITE_TEXT
nginx_site() {
    if [ -e "$FAKE_DOCKER/spoilt" ]; then
        read -r sites <"$FAKE_DOCKER/spoilt"
        if [ "$sites" = 0 ]; then
            echo 'nginx: [emerg] host not found in "nowhere" of the "listen" directive in somebody.conf:1' >&2
            exit 11
        fi
        echo $((sites - 1)) >"$FAKE_DOCKER/spoilt"
    fi
    holder=
    each holds_port
    if [ -n "$holder" ]; then
        while read -r word rest; do
            if [ "$word" = listen ]; then
                echo "nginx: [emerg] bind() to 10.0.0.5:8000 failed (98: Address already in use)" >&2
                exit 15
            fi
        done <"$SITE_TEXT"
    fi
    cp "$SITE_TEXT" "$1/sites-enabled/$2.conf"
    cp "$SITE_TEXT" "$FAKE_DOCKER/loaded"
    cat "$SITE_TEXT" >>"$FAKE_DOCKER/sites"
}

if [ -e "$FAKE_DOCKER/away" ]; then
    read -r from calls <"$FAKE_DOCKER/away"
    if [ "$number" -ge "$from" ] && [ "$number" -lt $((from + calls)) ]; then
        says='Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'
        [ ! -e "$FAKE_DOCKER/away-says" ] || read -r says <"$FAKE_DOCKER/away-says"
        echo "$says" >&2
        exit 1
    fi
fi
meet before
verb=$1
shift
case $verb in
    ps) ps "$@" ;;
    inspect) inspect "$@" ;;
    run) run "$@" ;;
    stop)
        last "$@"
        load "$word"
        if [ "$state" = running ]; then
            state=exited finished=2024-01-01T00:00:$((10000 + number))Z
            store "$word"
            ! removes_itself "$word" || rm "$containers/$word"
        fi
        ;;
    start)
        load "$1"
        if [ -e "$FAKE_DOCKER/unable" ] && read -r unable <"$FAKE_DOCKER/unable" && [ "$unable" = "$1" ]; then
            fail 'error while creating mount source path: file exists'
        fi
        if [ "$state" != running ]; then
            refuse_if_port_taken
            state=running
            store "$1"
        fi
        ;;
    update)
        load "$3"
        restart=$2
        store "$3"
        ;;
    rename)
        load "$1"
        [ ! -e "$containers/$2" ] || fail "Conflict. The container name \"/$2\" is already in use"
        mv "$containers/$1" "$containers/$2"
        ;;
    rm)
        last "$@"
        load "$word"
        case "$* $state" in
            *--force*) ;;
            *running) fail "You cannot remove a running container $id. Stop the container before attempting removal" ;;
        esac
        rm "$containers/$word"
        ;;
    info) [ -e "$FAKE_DOCKER/live-restore" ] && echo true || echo false ;;
    images) [ ! -e "$FAKE_DOCKER/images" ] || cat "$FAKE_DOCKER/images" ;;
    image)
        last "$@"
        image_rm "$word"
        ;;
    nginx-site) nginx_site "$@" ;;
    *) fail "the fake knows no '$verb'" ;;
esac
meet after
exit 0
