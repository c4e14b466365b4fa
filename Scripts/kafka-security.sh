# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors
#
# The listeners of 'Scripts/kafka start --security', and the certificates for them. Their ports are those in $ports
# after the first two.

# Each with its protocol, and with its name in DIR/security.
readonly secure_listeners=(SASL:SASL_PLAINTEXT:sasl OAUTH:SASL_PLAINTEXT:oauth TLS:SSL:tls MUTUALTLS:SSL:mutual-tls
    SASLTLS:SASL_SSL:sasl-tls)
# shellcheck disable=SC2034  # for those who source this file
readonly scram_users=(--add-scram 'SCRAM-SHA-256=[name=alice,password=alice-secret]'
    --add-scram 'SCRAM-SHA-512=[name=alice,password=alice-secret]')

# for_each_listener FORMAT: prints it with %name, %protocol, %key and %port of each.
for_each_listener() {
    local index name protocol key line
    for index in "${!secure_listeners[@]}"; do
        IFS=: read -r name protocol key <<<"${secure_listeners[index]}"
        line=${1//%name/$name}
        line=${line//%protocol/$protocol}
        line=${line//%key/$key}
        printf '%s\n' "${line//%port/${ports[index + 2]}}"
    done
}

secure_addresses() { for_each_listener '%name://127.0.0.1:%port' | paste -sd, -; }

secure_protocols() { for_each_listener '%name:%protocol' | paste -sd, -; }

# What is in DIR/security.
write_security() {
    for_each_listener '%key=127.0.0.1:%port'
    printf 'certificates=%s\n' "$dir/tls"
}

# secure_properties CERTIFICATES
secure_properties() {
    local package=org.apache.kafka.common.security listener
    for listener in sasl sasltls; do
        cat <<END
listener.name.$listener.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.$listener.plain.sasl.jaas.config=$package.plain.PlainLoginModule required user_alice="alice-secret";
listener.name.$listener.scram-sha-256.sasl.jaas.config=$package.scram.ScramLoginModule required;
listener.name.$listener.scram-sha-512.sasl.jaas.config=$package.scram.ScramLoginModule required;
END
    done
    cat <<END
listener.name.oauth.sasl.enabled.mechanisms=OAUTHBEARER
listener.name.oauth.oauthbearer.sasl.jaas.config=$package.oauthbearer.OAuthBearerLoginModule required \
    unsecuredLoginStringClaim_sub="broker";
ssl.keystore.type=PEM
ssl.keystore.location=$1/broker.pem
ssl.truststore.type=PEM
ssl.truststore.location=$1/authority.pem
listener.name.mutualtls.ssl.client.auth=required
END
    for listener in sasl oauth tls mutualtls sasltls; do printf '%s\n' "listener.name.$listener.num.network.threads=1"; done
}

# make_certificates DIRECTORY, unless they are there: an authority; of it the broker's for 127.0.0.1 and no name, with its
# key, and the client's, with a key in the clear and one with the password client-secret; and another authority.
make_certificates() {
    [ ! -e "$1/done" ] || return 0
    command -v openssl >/dev/null || apt_install "certificates" openssl || exit "$unavailable"
    rm -rf -- "$1"
    mkdir -p -- "$1"
    (
        cd -- "$1"
        make_authority authority
        make_authority stranger
        make_certificate broker 'subjectAltName=IP:127.0.0.1'
        cat broker.key broker.crt authority.pem >broker.pem
        make_certificate client 'extendedKeyUsage=clientAuth'
        openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:client-secret -in client.key -out client-encrypted.key
    ) >"$1/openssl.log" 2>&1 || die "openssl failed: $(tail -n 3 "$1/openssl.log")"
    : >"$1/done"
}

make_authority() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=$1" \
        -keyout "$1.key" -out "$1.pem"
}

# make_certificate NAME EXTENSION
make_certificate() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out "$1.key"
    openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA authority.pem -CAkey authority.key -CAcreateserial -days 30 \
        -extfile <(printf '%s\n' "$2") -out "$1.crt"
}
