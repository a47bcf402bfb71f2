# shellcheck shell=bash disable=SC2154
# Passwords and keys, made once per data directory and never printed.

secret_file() { echo "$data/secrets/$1"; }
secret() { cat "$(secret_file "$1")"; }

# make_secret NAME [SUFFIX]: 24 random letters and digits; the suffix brings the characters that break scripts.
make_secret() {
  [ -s "$(secret_file "$1")" ] || printf '%s%s' "$(openssl rand -hex 12)" "${2-}" >"$(secret_file "$1")"
}

make_key() {
  local file=$data/keys/$1
  shift
  [ -f "$file" ] || ssh-keygen -q -f "$file" -C sandbox "$@"
}

# In a subshell, so that the servers' directories made later keep the usual permissions.
make_secrets() (
  umask 077
  mkdir -p "$data/secrets" "$data/keys" "$data/log"
  local environment
  make_secret registry
  for environment in "${environments[@]}"; do
    make_secret "$environment-ssh" "!'\"\$x\\%\`#"
    make_secret "$environment-database" "/@:?#%+"
    make_secret "$environment-django" " '\"\$HOME\\n%s\`id\` & <ü€>"
    make_key "$environment-frontend" -t ed25519 -N ''
  done
  # For tests: every key type, and one with a passphrase, which ssh-keygen asks lib/askpass for.
  make_key test-ed25519 -t ed25519 -N ''
  make_key test-ecdsa -t ecdsa -N ''
  make_secret test-rsa
  PASSPHRASE_FILE=$(secret_file test-rsa) SSH_ASKPASS=$here/lib/askpass SSH_ASKPASS_REQUIRE=force \
    make_key test-rsa -t rsa -b 3072
)

# url_encode TEXT: every byte that is not unreserved (RFC 3986, section 2.3)
url_encode() {
  local text=$1 i c
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $c in
      [A-Za-z0-9._~-]) printf '%s' "$c" ;;
      *) printf '%%%02X' "'$c" ;;
    esac
  done
}
