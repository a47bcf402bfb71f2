# Puts a new container in the place of another one. Stands behind transaction.sh and before these, which say what is
# wanted: serving, candidate (names), lock_name, lock_seconds, who, patience and hurry (of a gate, s), grace (to end, s), drain (s),
# keep (old containers), repository, owner (labels as "application environment component"), front (an nginx site's name),
# nginx_directory, nginx_program, nginx_patience, and the functions front_text (the site, with @slot@ where the container
# is) and nginx_site (the script nginx-site.sh). What is known only when the lock is held: $directory/plan with strategy
# (nginx or recreate), kept (an old container to be started again; empty: a new one is made), previous (the image that
# serves until now, for a build that goes on after a restart) and slot_address, and $directory/run, which makes the new one,
# with @promotion-chain-slot@ where it is to listen.
#
# The names are the journal, kept by docker itself: the container under the plain name is the last one that was found
# good, the candidate is not yet, and those named after their digest were. The label "slot" says where a container
# listens when nginx stands in front of it; one without it is published under the public port itself. The restart policy
# tells how far a change of names got: "no" is that of the kept ones alone, and a candidate with "always" was kept before.
#
# While something is changed the site names further addresses ("backup"), which nginx asks only when the first one takes no
# connection: first the container before, so that there is a way back even when nginx takes no configuration any more, then
# the container's own address, which needs no docker engine. Afterwards only one is left. nginx shares requests out among
# backups by weight; as good as none shall go to an own address while the other takes them, as docker may give it away.
label=io.jenkins.promotionchain
strategy=''
kept=''
previous=''
old=''
slot=''
retired=''
live_restore=''
workers=''
stopping=''
rested=''

# A docker client that writes to a log on a full disk fails, so its words go through a variable.
attempt() {
    tries=0
    while :; do
        output=$("$@" 2>&1 </dev/null) && return 0
        status=$?
        case $output in
            # an engine that is being restarted: nothing has been done; docker up to 28, and from 29 on
            *'Cannot connect to the Docker daemon'* | *'ailed to connect to the docker API at'*) [ "$tries" -lt 60 ] || break ;;
            *) break ;;
        esac
        [ "$tries" -gt 0 ] || say "The docker engine does not answer; waiting for it"
        tries=$((tries + 1))
        sleep 1
    done
    say "$output"
    return "$status"
}

# For what there is no way back from.
insist() {
    for pause in 1 2 5 10 0; do
        "$@" && return 0
        sleep "$pause"
    done
    return 1
}

ask() {
    attempt "$@" || return
    printf '%s\n' "$output"
}

# The filter is a regular expression, in which the dot of a name would stand for anything.
id_of() {
    wanted=$1
    case $1 in *.*) wanted=$(printf '%s\n' "$1" | sed 's/[.]/[.]/g') ;; esac
    ask docker ps --all --quiet --no-trunc --filter "name=^/$wanted\$"
}
label_of() { ask docker inspect --type container --format "{{index .Config.Labels \"$label.$2\"}}" "$1"; }
slot_of() { label_of "$1" slot; }
policy_of() { ask docker inspect --type container --format '{{.HostConfig.RestartPolicy.Name}}' "$1"; }
runs() { [ "$(ask docker inspect --type container --format '{{.State.Running}}' "$1")" = true ]; }

# renamed ID FROM TO: also where docker did so and said that it did not
renamed() { attempt docker rename "$2" "$3" || [ "$(id_of "$3")" = "$1" ]; }

# Those kept for a way back, the one that ended last first. All of them, or it fails.
kept_ones() {
    found=$(kept_ones_unsorted) || return
    [ -n "$found" ] || return 0
    printf '%s\n' "$found" | sort -r | sed 's/^[^ ]* \///'
}

kept_ones_unsorted() {
    names=$(ask docker ps --all --format '{{.Names}}') || return
    for name in $names; do
        case $name in
            "$serving"-????????????) ;;
            *) continue ;;
        esac
        case ${name#"$serving"-} in
            *[!0-9a-f]*) continue ;;
        esac
        ask docker inspect --type container --format '{{.State.FinishedAt}} {{.Name}}' "$name" || return
    done
}

front_file() {
    for place in sites-enabled conf.d; do
        if [ -d "$nginx_directory/$place" ]; then
            echo "$nginx_directory/$place/$front.conf"
            return
        fi
    done
}

run_candidate() {
    sed "s/@promotion-chain-slot@/$slot/g" "$directory/run" >"$directory/run-now" && sh "$directory/run-now"
}

# put_front FILE: the site in force, or nothing changed; sets workers, the processes of nginx that have to finish first
put_front() {
    workers=''
    place=$(front_file)
    # where an earlier run was cut off in the middle it is not known what nginx has loaded
    if [ -n "$place" ] && cmp -s "$1" "$place" && [ ! -e "${place%/*}/.$front.conf.pending" ]; then return 0; fi
    nginx_site >"$directory/nginx-site.sh" || return
    said=$(SITE_TEXT=$1 sh "$directory/nginx-site.sh" "$nginx_directory" "$front" "$nginx_program" "$nginx_patience" put \
        2>"$directory/nginx-errors" </dev/null)
    status=$?
    printf '%s\n' "$said" | sed -n 's/^warning=/nginx: /p' >&2
    if [ "$status" -ne 0 ]; then
        # the last one counts: it is what the build tells its user
        while IFS= read -r line; do value nginx "$line"; done <"$directory/nginx-errors"
        value nginx-status "$status"
        return 9
    fi
    workers=$(printf '%s\n' "$said" | sed -n 's/^worker=//p')
}

has_ipv6() { [ -e /proc/net/if_inet6 ]; }

# The second line of a site that listens on every address; where the kernel has no IPv6 nginx would refuse everything.
front_for_here() {
    if has_ipv6; then
        front_text
    else
        front_text | sed '/^ *listen [0-9]*;$/{
n
/^ *listen \[::\]/d
}'
    fi
}

# front_to ADDRESSES: as nginx takes them behind "server"
front_to() {
    front_for_here | sed "s/@slot@/$1/g" >"$directory/front" || return
    put_front "$directory/front"
}

# The site of what served before, where its text is lost: it may have been published elsewhere than the new one is to be.
front_of_serving() {
    published=$(label_of "$serving" publish) || return
    at=${published%:*}
    also=
    case $at in
        '')
            front_to "$slot"
            return
            ;;
        *:*) ;;
        *)
            if has_ipv6; then
                also="    listen [::]:$at;\\
"
            fi
            ;;
    esac
    front_text | sed "s/@slot@/$slot/g; /^ *listen /d
s/^ *server_name _;/    listen $at;\\
$also&/" >"$directory/front" || return
    put_front "$directory/front"
}

# fallback_of CONTAINER: its own address, as nginx takes it behind the ones before. Nothing where it cannot be told, or where
# the container would not keep it: without live-restore it ends with the engine and gets another one.
fallback_of() {
    [ "$live_restore" = true ] || return 0
    where="{{index .Config.Labels \"$label.publish\"}}{{range .NetworkSettings.Networks}} {{.IPAddress}}{{end}}"
    where=$(ask docker inspect --type container --format "$where" "$1") || return 0
    public=${where%% *}
    own=${where#* }
    own=${own%% *}
    case $own in '' | *[!0-9.]*) return 0 ;; esac
    echo "; server $own:${public##*:} max_fails=0 backup"
}

# No deployment fails because nothing can stand in.
guard_serving() {
    fallback=$(fallback_of "$serving")
    [ -n "$fallback" ] && [ -s "$directory/front-before" ] || return 0
    sed "s/^\( *\)server $1;\$/\1server $1 max_fails=0$fallback;/" "$directory/front-before" >"$directory/front" &&
        put_front "$directory/front" || :
}

# loaded TEXT: whether that stands in the site as nginx has taken it
loaded() {
    place=$(front_file)
    [ -n "$place" ] && [ ! -e "${place%/*}/.$front.conf.pending" ] && grep -Fqs "$1" "$place"
}

settle_later() { say "WARNING: nginx did not take the site of $serving as it should be; the next deployment will try again."; }

# What an earlier deployment has left in the site that stood in for something, perhaps because nginx took nothing.
settle_front() {
    place=$(front_file)
    [ -n "$place" ] && grep -qs ' backup;$' "$place" && [ -n "$(id_of "$serving")" ] || return 0
    slot=$(slot_of "$serving")
    [ -n "$slot" ] || return 0
    sed "s/^\( *\)server .* backup;\$/\1server $slot;/" "$place" >"$directory/front" && put_front "$directory/front" || settle_later
}

# An empty site remains, so that nobody else takes the name meanwhile.
front_off() {
    file=$(front_file)
    [ -n "$file" ] && [ -f "$file" ] || return 0
    front_text | sed '1q' >"$directory/front" || return
    put_front "$directory/front"
}

remove_candidate() { attempt docker rm --force --volumes "$candidate"; }

# One that was kept before is kept again. Its policy goes last, as it tells that.
put_candidate_back() {
    policy=$(policy_of "$candidate") || return
    if [ "$policy" = always ]; then
        back=$(kept_name "$candidate") || return
        attempt docker stop -t "$grace" "$candidate" && renamed "$(id_of "$candidate")" "$candidate" "$back" &&
            insist attempt docker update --restart no "$back"
    else
        remove_candidate
    fi
}

policies_of() {
    for name in $1; do
        policy_of "$name" || return
    done
}

# One that the engine starts anew is left alone: an engine whose disk is full refuses every change, also one that
# changes nothing.
set_unless_stopped() {
    policy=$(policy_of "$1") || return
    [ "$policy" = unless-stopped ] || attempt docker update --restart unless-stopped "$1"
}

# docker start does nothing for a container that is still being stopped; so it is stopped first, to the end.
start_serving() {
    if [ "$stopping" = yes ]; then attempt docker stop -t "$grace" "$serving" || return; fi
    if attempt docker start "$serving" && set_unless_stopped "$serving" && runs "$serving"; then return 0; fi
    [ "$rested" = yes ] || return
    say "$serving did not run before either, and cannot be started."
}

bring_front_back() {
    if [ -s "$directory/front-before" ]; then
        put_front "$directory/front-before" && return
    else
        front_of_serving && return
    fi
    if loaded "server $slot max_fails=0; "; then return 0; fi
    loaded "server $slot max_fails=0 weight=1000000 backup;" || return
    say "nginx takes no configuration any more, but passes on to $serving as soon as $candidate is gone."
    attempt docker stop -t "$grace" "$candidate"
}

restore_once() {
    new=$(id_of "$candidate") || return
    good=$(id_of "$serving") || return
    if [ -z "$good" ]; then
        others=$(kept_ones) && policies=$(policies_of "$others") || return
        if [ -n "$new" ] && printf '%s\n' "$policies" | grep -qvx -e no -e ''; then
            # cut off between the two renames of commit: the new one has been found good
            renamed "$new" "$candidate" "$serving"
            return
        fi
        front_off || return
        [ -z "$new" ] || put_candidate_back
        return
    fi
    if [ -n "$new" ]; then
        new_slot=$(slot_of "$candidate") || return
        if [ -z "$new_slot" ]; then
            # it holds the public port
            put_candidate_back || return
            new=
        fi
    fi
    slot=$(slot_of "$serving") || return
    if [ -n "$slot" ]; then
        start_serving || return
        # the site as it was, which may have listened elsewhere
        bring_front_back || return
    else
        front_off || return
        start_serving || return
    fi
    [ -n "$new" ] || return 0
    drain
    put_candidate_back
}

# None of those kept runs, or would be started by the engine.
rest_kept_ones() {
    others=$(kept_ones) || return
    for name in $others; do
        rests=$(ask docker inspect --type container --format '{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}' "$name")
        if [ "$rests" != 'false no' ]; then retire "$name" || return; fi
    done
}

restore() {
    say "Bringing back the version before."
    for pause in 1 2 5 10 0; do
        if restore_once && rest_kept_ones; then
            settle_front
            say "$serving serves as before."
            return 0
        fi
        sleep "$pause"
    done
    say "The version before could not be brought back."
    return 1
}

# What a deployment left that was cut off for good: its process was killed, or the server restarted in the middle.
recover() {
    new=$(id_of "$candidate") || return
    if [ -n "$new" ]; then
        say "An earlier deployment of $serving was cut off."
        restore || return
        value repaired "$candidate"
    else
        settle_front
    fi
    rest_kept_ones
}

refuse_foreign() {
    [ -n "$(id_of "$serving")" ] || return 0
    application=$(label_of "$serving" application) || return
    [ -n "$application" ] || return 0
    found="$application $(label_of "$serving" environment) $(label_of "$serving" component)"
    if [ "$found" != "$owner" ]; then
        value owner "$found"
        exit 101
    fi
}

# One that docker removes as soon as it is stopped could not be started again.
refuse_what_would_go() {
    goes=$(ask docker inspect --type container --format '{{.HostConfig.AutoRemove}}' "$serving") || exit 100
    [ "$goes" != true ] || exit 105
}

listens() {
    hexadecimal=$(printf '%04X' "$1")
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q "^ *[0-9]*: [0-9A-F]*:$hexadecimal [0-9A-F]*:[0-9A-F]* 0A"
}

# choose_slot PORT: the first one from there on that nobody listens on, no container of ours was given and no site of ours
# passes visitors on to
choose_slot() {
    given=$(ask docker ps --all --format "{{.Label \"$label.slot\"}}") || return
    given="$given
$(cat "$nginx_directory"/sites-enabled/promotion-chain-port-*.conf "$nginx_directory"/conf.d/promotion-chain-port-*.conf 2>/dev/null |
        sed -n 's/^ *server //p' | tr ';' '\n' | sed 's/^ *server //; s/ .*//')"
    port=$1
    while [ "$port" -le 18999 ]; do
        if ! listens "$port" && ! printf '%s\n' "$given" | grep -q ":$port\$"; then
            slot=$slot_address:$port
            return 0
        fi
        port=$((port + 1))
    done
    say "No port from 18000 to 18999 is free."
    return 1
}

start_candidate() {
    if [ -n "$kept" ]; then
        taken=$(id_of "$kept") || return
        insist attempt docker update --restart always "$kept" && renamed "$taken" "$kept" "$candidate" &&
            attempt docker start "$candidate" || return
        slot=$(slot_of "$candidate")
        return
    fi
    if [ "$strategy" = recreate ]; then
        slot=
        attempt run_candidate
        return
    fi
    next=18000
    while choose_slot "$next"; do
        attempt run_candidate && return 0
        status=$?
        case $output in
            *'already allocated'* | *'ddress already in use'*) ;;
            *) return "$status" ;;
        esac
        # somebody was faster
        remove_candidate || return
        next=$((port + 1))
    done
    return 1
}

# retire NAME: out of service, ready to be started again by hand or by a rollback, never by the engine
retire() {
    insist attempt docker update --restart no "$1" && insist attempt docker stop -t "$grace" "$1"
}

# kept_name CONTAINER: what it is called once it is kept
kept_name() {
    digest=$(label_of "$1" digest) || return
    [ -n "$digest" ] || digest=$(ask docker inspect --type container --format '{{.Image}}' "$1") || return
    digest=${digest#sha256:}
    printf '%s-%.12s\n' "$serving" "$digest"
}

stop_old() {
    [ -n "$old" ] && runs "$serving" || return 0
    stopping=yes
    attempt docker stop -t "$grace" "$serving"
}

# An old worker of nginx finishes what it has begun, on the old container.
drain() {
    [ -n "$workers" ] || return 0
    waited=0
    while [ "$waited" -lt $((drain * 10)) ]; do
        left=
        for worker in $workers; do
            case $(cat "/proc/$worker/comm" 2>/dev/null) in *nginx*) left="$left $worker" ;; esac
        done
        [ -n "$left" ] || return 0
        tick
        waited=$((waited + ticked))
    done
    say "After $drain s connections to the old version are still open; they are cut."
}

commit() {
    retired=
    old=$(id_of "$serving") || exit
    new=$(id_of "$candidate") || exit
    # from here on there is no way back, and none is needed: the new version serves
    trap '' INT TERM
    if [ -n "$old" ]; then
        retired=$(kept_name "$serving") || exit
        same=$(id_of "$retired") || exit
        [ -z "$same" ] || insist attempt docker rm --force --volumes "$retired" || exit
        # one that somebody made may have the policy of a kept one
        insist set_unless_stopped "$serving" || exit
        renamed "$old" "$serving" "$retired" || exit
    fi
    undo_with ''
    insist renamed "$new" "$candidate" "$serving" || exit 102
    if [ -n "$kept" ]; then insist attempt docker update --restart unless-stopped "$serving" || :; fi
    value retired "$retired"
}

# Failing to tidy up never fails a deployment.
prune() {
    number=0
    kept_ones >"$directory/kept" || return 0
    while read -r name; do
        number=$((number + 1))
        [ "$number" -gt "$keep" ] || continue
        attempt docker rm --volumes "$name" && value pruned "container $name"
    done <"$directory/kept"
    used=$(docker ps --all --quiet --no-trunc </dev/null | xargs docker inspect --type container --format '{{.Image}}' 2>/dev/null)
    docker images --digests --no-trunc --format '{{.ID}} {{.Tag}} {{.Digest}}' "$repository" </dev/null >"$directory/images" 2>/dev/null
    while read -r id tag digest; do
        [ "$tag" = '<none>' ] && [ "$digest" != '<none>' ] || continue
        printf '%s\n' "$used" | grep -Fqx "$id" && continue
        attempt docker image rm "$repository@$digest" && value pruned "image $repository@$digest"
    done <"$directory/images"
}

switch() {
    if [ "$strategy" = nginx ]; then
        if [ -n "$old" ] && [ -z "$(slot_of "$serving")" ]; then
            phase takeover
            stop_old || exit 103
        fi
        phase switch
        to=$slot
        before=
        [ -z "$old" ] || before=$(slot_of "$serving")
        # nothing stands in after a takeover: what served before is stopped
        [ -z "$before" ] || to="$slot max_fails=0; server $before max_fails=0 weight=1000000 backup$(fallback_of "$candidate")"
        front_to "$to" || exit 104
    fi
}

# Nothing stands in any more.
finish_front() {
    [ "$strategy" = nginx ] || return 0
    front_to "$slot" || settle_later
}

work() {
    phase lock
    take_lock "$lock_name" "$lock_seconds" "$who"
    phase inspect
    refuse_foreign || exit 100
    recover || exit 100
    gate prepare "$patience" "$hurry"
    # what was cut off after it had stopped the serving container left none that runs
    if [ "$answer" = repair ]; then restore || exit 100; fi
    [ "$answer" = go ] || exit 0
    . "$directory/plan"
    value previous "$previous"
    old=$(id_of "$serving") || exit 100
    file=$(front_file)
    if [ -n "$file" ] && [ -f "$file" ]; then cp "$file" "$directory/front-before" || exit 100; fi
    if [ -n "$old" ]; then
        refuse_what_would_go
        [ "$(ask docker inspect --type container --format '{{.State.Running}}' "$serving")" != false ] || rested=yes
    fi
    undo_with restore
    if [ "$strategy" = nginx ] && [ -n "$old" ]; then
        live_restore=$(ask docker info --format '{{.LiveRestoreEnabled}}')
        was=$(slot_of "$serving") || exit 100
        [ -z "$was" ] || guard_serving "$was"
    fi
    if [ "$strategy" = recreate ]; then
        phase replace
        stop_old || exit 103
        front_off || exit 104
    else
        phase start
    fi
    start_candidate || exit 103
    value slot "$slot"
    phase health
    gate health "$patience" "$hurry"
    switch
    phase verify
    gate verify "$patience" "$hurry"
    phase confirm
    commit
    if [ -n "$retired" ]; then
        phase drain
        drain
        retire "$retired" || say "WARNING: $retired could not be stopped; the next deployment will do so."
    fi
    phase prune
    prune
    finish_front
}
