# Puts one nginx site in force, or leaves everything as it was. For any POSIX shell (dash, busybox).
#
# Arguments: nginx's configuration directory, the site's name, the nginx program, seconds that a reload may take, and
# "look" (whether a site could be put; changes nothing) or "put".
# Standard output: name=value lines (file, result, warning, before for each line of the old site, and worker for the
# process id of each process of nginx that has to finish what it has begun with the old one). Standard error: nginx's and
# sudo's own words.
# The site's text comes from the function site_text, which is put in front of the last line; the shell reads this
# script from standard input, and a script that arrives in part never gets to that line.
set -u
LC_ALL=C
export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

placed=no
reloaded=no
work=
write=
new=
old=

end() {
    exit "$1"
}

say() {
    printf '%s=%s\n' "$1" "$2"
}

# Commands are run through "sudo -n" only where the account is neither root nor the owner of the configuration.
rights() {
    if [ "$(id -u)" = 0 ] || [ -O "$configuration" ]; then
        root=
        return
    fi
    root='sudo -n'
    if ! command -v sudo >/dev/null; then
        echo 'sudo is not installed' >&2
        end 14
    fi
    sudo -n -l "$program" -T >/dev/null || end 14
    sudo -n -l "$program" -s reload >/dev/null || end 14
}

# An include such as "sites-enabled/*" does not match names that begin with a dot.
names() {
    if [ -d "$configuration/sites-enabled" ]; then
        directory=$configuration/sites-enabled
    elif [ -d "$configuration/conf.d" ]; then
        directory=$configuration/conf.d
    else
        end 16
    fi
    file=$directory/$site.conf
    new=$directory/.$site.conf.new
    before=$directory/.$site.conf.before
    pending=$directory/.$site.conf.pending
    say file "$file"
}

exists() {
    [ -e "$1" ] || [ -L "$1" ]
}

# Whether an old site is kept aside tells whether there was one; so it goes last, after the mark that one is needed.
restore() {
    if exists "$before"; then
        $write cp -pP "$before" "$new" && $write mv -f "$new" "$file" || return 1
    else
        $write rm -f "$file" || return 1
    fi
    $write rm -f "$pending" && $write rm -f "$before"
}

undo() {
    status=$?
    trap '' INT TERM
    if [ "$placed" = yes ]; then
        restore || { say warning "the old site could not be put back; it is $before"; exit "$status"; }
        [ "$reloaded" = no ] || reload_again
    fi
    [ -z "$work" ] || $write rm -f "$new"
    [ -z "$work" ] || rm -rf "$work"
    exit "$status"
}

# nginx's whole configuration and what it has to say about it; fails where nginx refuses it.
check() {
    $root "$program" -T >"$work/$1" 2>"$work/$1.errors"
}

conflicts() {
    grep -F 'conflicting server name' "$work/$1.errors"
}

# A path from the main configuration, or else the one that nginx was built with.
path() {
    found=$(sed -n "s/^[[:space:]]*$1[[:space:]][[:space:]]*\"\{0,1\}\([^\";[:space:]]*\).*/\1/p" "$work/after" | head -n 1)
    [ -n "$found" ] || found=$("$program" -V 2>&1 | sed -n "s/.*--$2=\([^[:space:]]*\).*/\1/p")
    printf '%s' "$found"
}

running() {
    master=$(cat "$(path pid pid-path)" 2>/dev/null) && [ -n "$master" ] || return 1
    case $(cat "/proc/$master/comm" 2>/dev/null) in
        *nginx*) return 0 ;;
        *) return 1 ;;
    esac
}

workers() {
    grep -l "^PPid:[[:space:]]*$master\$" /proc/[0-9]*/status 2>/dev/null
}

has_a_new_worker() {
    workers | grep -Fvxq "$old"
}

# A worker that finishes what it has begun says so in its title, and takes no new connection.
old_workers_are_leaving() {
    for worker in $old; do
        case $(cat "${worker%/status}/cmdline" 2>/dev/null | tr '\0' ' ') in
            '' | *'is shutting down'*) ;;
            *) return 1 ;;
        esac
    done
}

wait_until() {
    while ! "$1"; do
        [ "$left" -gt 0 ] || return 1
        sleep 0.1 2>/dev/null || { sleep 1; left=$((left - 9)); }
        left=$((left - 1))
    done
}

# "nginx -s reload" only sends a signal. The master process has taken the configuration when it has a new worker; it has
# not, and goes on with the old one, for example when another program holds an address that the site listens on.
reload() {
    old=$(workers)
    log=$(path error_log error-log-path)
    [ -r "$log" ] || log=/dev/null
    size=$(wc -c <"$log")
    left=$((patience * 10))
    reloaded=yes
    $root "$program" -s reload 2>"$work/reload.errors" || { cat "$work/reload.errors" >&2; return 1; }
    [ -n "$old" ] || { say warning 'the processes of nginx cannot be seen, so the reload was not verified'; return 0; }
    if ! wait_until has_a_new_worker; then
        tail -c "+$((size + 1))" "$log" 2>/dev/null | grep -F '[emerg]' | head -n 1 >&2
        return 1
    fi
    wait_until old_workers_are_leaving || say warning 'an old worker process of nginx has not begun to leave yet'
}

# For the old site. First the reload under way comes to its end, or its worker would be taken for that of this one.
reload_again() {
    wait_until has_a_new_worker
    reload
}

is_my_turn() {
    flock -n 8
}

# Two deployments may put two sites at once, and nginx tests and loads all of them together: so it is one after the other.
# The kernel drops this lock when its holder ends, however it ends.
take_turn() {
    command -v flock >/dev/null && [ -r "$directory" ] || return 0
    exec 8<"$directory"
    left=$((patience * 20))
    wait_until is_my_turn || say warning 'another site has been put in force for long, so this one did not wait for it'
}

prepare() {
    work=$(mktemp -d) || end 19
    write=
    [ -w "$directory" ] || write=$root
    fresh=yes
    if exists "$pending"; then
        # An earlier run was cut off in the middle: what nginx has loaded is not known, so it is loaded anew below.
        fresh=no
        restore || end 19
    fi
    refuse_foreign
}

refuse_foreign() {
    if exists "$file"; then
        head -n 1 "$file" 2>/dev/null | grep -Fq '# managed by Promotion Chain' || end 18
    fi
}

# A configuration that nginx refuses now may be one that the new site puts right, so it is no reason to stop here.
look() {
    work=$(mktemp -d) || end 19
    if [ -n "$root" ] && ! [ -w "$directory" ]; then
        for needed in tee cp mv rm chmod; do
            sudo -n -l "$(command -v "$needed")" >/dev/null || { echo "sudo does not let it run $needed" >&2; end 14; }
        done
    fi
    refuse_foreign
    if check after; then
        running || end 13
    fi
    say result ready
    end 0
}

place() {
    $write rm -f "$new" "$before" || end 19
    site_text | $write tee "$new" >/dev/null || end 19
    $write chmod 0644 "$new" || end 19
    if exists "$file"; then
        sed 's/^/before=/' "$file"
        # a last line without its line feed must not run into the next answer
        echo
        $write cp -pP "$file" "$before" || end 19
    fi
    placed=yes
    : | $write tee "$pending" >/dev/null || end 19
    $write mv -f "$new" "$file" || end 19
}

refuse_unless_good() {
    if ! check after; then
        cat "$work/after.errors" >&2
        [ "$good_before" = yes ] || end 11
        end 12
    fi
    grep -F '# configuration file ' "$work/after" | grep -Fq "/${directory##*/}/$site.conf:" || end 17
    conflicts before >"$work/known"
    if conflicts after | grep -Fvxf "$work/known" >&2; then
        end 20
    fi
    running || end 13
}

main() {
    configuration=$1
    site=$2
    patience=$4
    trap '' HUP PIPE
    trap 'exit 130' INT TERM
    trap undo EXIT
    program=$(command -v "$3") || end 10
    names
    rights
    [ "$5" = put ] || look
    take_turn
    prepare
    good_before=yes
    check before || good_before=no
    if [ "$fresh" = yes ] && [ -f "$file" ] && site_text | cmp -s - "$file"; then
        if [ "$good_before" = no ]; then
            say warning 'nginx would refuse its configuration as it stands now; nginx -t tells why'
        else
            cp "$work/before" "$work/after"
            running || end 13
        fi
        say result unchanged
        end 0
    fi
    result=created
    [ ! -e "$file" ] || result=replaced
    place
    refuse_unless_good
    reload || end 15
    $write rm -f "$pending" || end 19
    placed=no
    $write rm -f "$before"
    say result "$result"
    for worker in $old; do
        worker=${worker#/proc/}
        say worker "${worker%/status}"
    done
}

