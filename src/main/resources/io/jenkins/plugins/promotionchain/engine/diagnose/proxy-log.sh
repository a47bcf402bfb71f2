# Tells the last lines of nginx's error log that may have to do with what it passes on, and changes nothing. For any POSIX
# shell (dash, busybox). Arguments: the names of nginx sites.
#
# Standard output, lines name=text: log (path of the error log), account (that asks), now (as nginx writes the time),
# address (one for each that the sites pass on to), read (yes or no), line (the oldest first).
set -u
LC_ALL=C
export LC_ALL
log=$(sed -n 's/^[[:space:]]*error_log[[:space:]][[:space:]]*\([^;[:space:]]*\).*/\1/p' /etc/nginx/nginx.conf 2>/dev/null | head -n 1)
log=${log:-/var/log/nginx/error.log}
printf 'log=%s\naccount=%s\nnow=%s\n' "$log" "$(id -un 2>/dev/null || id -u)" "$(date '+%Y/%m/%d %H:%M:%S')"
for site in "$@"; do
    for file in "/etc/nginx/sites-enabled/$site.conf" "/etc/nginx/conf.d/$site.conf"; do
        if ! [ -r "$file" ]; then continue; fi
        # "server" with an address stands in "upstream", with a brace it begins a site
        sed -n -e 's/^[[:space:]]*proxy_pass[[:space:]][[:space:]]*http:\/\/\([^;/[:space:]]*:[0-9][0-9]*\).*/address=\1/p' \
            -e 's/^[[:space:]]*server[[:space:]][[:space:]]*\([^;[:space:]]*:[0-9][0-9]*\)[;[:space:]].*/address=\1/p' "$file"
    done
done
if [ -r "$log" ]; then
    printf 'read=yes\n'
    tail -n 2000 "$log" | grep -e ' upstream: ' -e ' \[emerg\] ' -e ' \[alert\] ' | tail -n 500 | sed 's/^/line=/'
else
    printf 'read=no\n'
fi
