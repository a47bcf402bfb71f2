# shellcheck shell=bash disable=SC2154
# sandbox.json: where everything is and how to log in; the only thing that the Java side reads.

# json TEXT: a JSON string; the texts here hold no control characters
json() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

text_credential() { printf '  {"id":%s,"kind":"text","value":%s},\n' "$(json "$1")" "$(json "$2")"; }

key_credential() {
  local text
  text=$(<"$2")
  printf '  {"id":%s,"kind":"text","value":"%s\\n"},\n' "$(json "$1")" "${text//$'\n'/\\n}"
}

host_keys() {
  local file keys=()
  for file in "$data/servers/$1"/etc/ssh/ssh_host_*_key.pub; do
    keys+=("$(json "$(ssh-keygen -l -f "$file" | cut -d ' ' -f 2)")")
  done
  (IFS=,; printf '[%s]' "${keys[*]}")
}

environment_json() {
  local name=$1 branch=$2 requires=$3 back front
  back=$(server_address "$name" backend)
  front=$(server_address "$name" frontend)
  cat <<TXT
  {"name":"$name","branch":"$branch","prefix":"${name^^}","requires":"$requires",
   "backend":{"host":"$back","sshPort":2222,"account":"django","hostKeys":$(host_keys "$name-backend"),
    "publishAddress":"$back","port":8000},
   "frontend":{"host":"$front","sshPort":2222,"account":"root","hostKeys":$(host_keys "$name-frontend"),
    "publishAddress":"$front","port":8080,"siteListen":"$front:8081","url":"http://$front:8081/"}}
TXT
}

environment_credentials() {
  local name=$1 prefix=${1^^}
  text_credential "${prefix}_DATABASE_URL" "postgres://meats_$name:$(url_encode "$(secret "$name-database")")@$network.1:5432/meats_$name"
  text_credential "${prefix}_SECRET_KEY" "$(secret "$name-django")"
  text_credential "${prefix}_DJANGO_SETTINGS_MODULE" meats.settings
  text_credential "${prefix}_HOST" "$(server_address "$name" backend)"
  text_credential "${prefix}_USER" django
  text_credential "${prefix}_SSH_PASSWORD" "$(secret "$name-ssh")"
  text_credential "${prefix}_FRONTEND_HOST" "$(server_address "$name" frontend)"
  text_credential "${prefix}_FRONTEND_USER" root
  key_credential "${prefix}_FRONTEND_SSH_KEY" "$data/keys/$name-frontend"
  text_credential "${prefix}_BACKEND_IP" "$(server_address "$name" backend)"
}

write_contract() (
  umask 077
  {
    printf '{"application":"projectmeats","instance":%s,"dockerHost":"unix://%s",\n' "$instance" "$engine_socket"
    printf ' "data":%s,\n "registry":{"host":"%s","credentialsId":"REGISTRY_LOGIN"},\n "environments":[\n' \
      "$(json "$data")" "$registry_address"
    environment_json dev development ''
    printf ',\n'
    environment_json uat uat dev
    printf ',\n'
    environment_json prod main uat
    printf ' ],\n "credentials":[\n'
    local environment
    for environment in "${environments[@]}"; do environment_credentials "$environment"; done
    printf '  {"id":"REGISTRY_LOGIN","kind":"usernamePassword","username":"deployer","password":%s}\n ]}\n' \
      "$(json "$(secret registry)")"
  } >"$data/sandbox.json.new"
  mv "$data/sandbox.json.new" "$data/sandbox.json"
)
