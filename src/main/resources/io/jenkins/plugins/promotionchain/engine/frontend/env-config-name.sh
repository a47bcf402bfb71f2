# Lets the name env-config.js stand for one of the files env-config.<hash>.js, and removes those that no container needs.
# Arguments: directory, name of the file. Standard output: "unchanged" or "changed". For any POSIX shell.
set -u

main() {
    trap '' HUP PIPE
    cd "$1" || exit 1
    before=$(readlink env-config.js)
    if [ "$before" = "$2" ]; then
        echo unchanged
        exit 0
    fi
    # docker makes a directory of a file that it is to mount and does not find
    [ -L env-config.js ] || [ ! -d env-config.js ] || rmdir env-config.js || exit 1
    rm -f .env-config.js.new
    ln -s "$2" .env-config.js.new && mv -f .env-config.js.new env-config.js || exit 1
    # Those of containers that are kept for a way back, or that belong to somebody else, stay: without its file such a
    # container could never be started again.
    mounted=$(docker ps --all --quiet --no-trunc) &&
        mounted=$(docker inspect --type container --format '{{range .Mounts}}{{println .Source}}{{end}}' $mounted) &&
        for file in env-config.*.js; do
            case $file in
                "$2" | "$before") ;;
                *) printf '%s\n' "$mounted" | grep -q "/$file\$" || rm -f "$file" ;;
            esac
        done
    echo changed
}

main "$@" </dev/null
