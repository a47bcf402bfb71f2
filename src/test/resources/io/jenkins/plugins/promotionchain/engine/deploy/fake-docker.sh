#!/bin/sh
# A docker client for tests: its containers are files in $FAKE_DOCKER/containers that say "<id> <state>". Each call is
# noted in $FAKE_DOCKER/calls. Call number $FAKE_DOCKER_FAIL_AT fails, before or after it did its work, as
# $FAKE_DOCKER_FAIL_WHEN says.
containers=$FAKE_DOCKER/containers
calls=$FAKE_DOCKER/calls
printf '%s\n' "$*" >> "$calls"
number=$(wc -l < "$calls")

fail() {
    echo "Error response from daemon: $1" >&2
    exit 1
}
fail_now() {
    [ "$number" -eq "${FAKE_DOCKER_FAIL_AT:-0}" ] && [ "${FAKE_DOCKER_FAIL_WHEN:-}" = "$1" ] && fail "injected failure"
    return 0
}
state() {
    [ -e "$containers/$1" ] || fail "No such container: $1"
    read -r id state < "$containers/$1"
}
set_state() {
    printf '%s %s\n' "$2" "$3" > "$containers/$1"
}
refuse_if_port_taken() {
    for file in "$containers"/*; do
        [ -e "$file" ] && grep -q ' running$' "$file" && [ "$file" != "$containers/$1" ] \
            && fail "driver failed programming external connectivity: Bind for 0.0.0.0:8000 failed: port is already allocated"
    done
    return 0
}
last() {
    for word in "$@"; do :; done
    printf '%s' "$word"
}

fail_now before
verb=$1
shift
case $verb in
    ps)
        for word in "$@"; do
            case $word in
                name=*) name=${word#name=^/} name=${name%?} ;;
            esac
        done
        if [ -e "$containers/$name" ]; then
            state "$name"
            echo "$id"
        fi
        ;;
    run)
        name='' word_before=''
        for word in "$@"; do
            [ "$word_before" = --name ] && name=$word
            word_before=$word
        done
        [ ! -e "$containers/$name" ] || fail "Conflict. The container name \"/$name\" is already in use"
        set_state "$name" new created
        refuse_if_port_taken "$name"
        set_state "$name" new running
        echo new
        ;;
    stop)
        name=$(last "$@")
        state "$name"
        set_state "$name" "$id" exited
        ;;
    start)
        name=$(last "$@")
        state "$name"
        refuse_if_port_taken "$name"
        set_state "$name" "$id" running
        ;;
    rm)
        name=$(last "$@")
        state "$name"
        rm "$containers/$name"
        ;;
    rename)
        state "$1"
        [ ! -e "$containers/$2" ] || fail "Conflict. The container name \"/$2\" is already in use"
        mv "$containers/$1" "$containers/$2"
        ;;
    update)
        state "$(last "$@")"
        ;;
    *)
        fail "the fake knows no '$verb'"
        ;;
esac
fail_now after
exit 0
