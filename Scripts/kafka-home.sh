# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors
#
# Where Kafka and Java come from, for Scripts/kafka: find_kafka sets kafka_home, find_java java, and tool_command tool.
# What is being downloaded is in $temporary, for the caller to remove when it is ended meanwhile.

version=${KAFKA_VERSION:-4.3.1}
mirrors=${KAFKA_MIRRORS:-https://dlcdn.apache.org/kafka https://archive.apache.org/dist/kafka}
checksums=${KAFKA_CHECKSUMS:-https://downloads.apache.org/kafka https://archive.apache.org/dist/kafka}
readonly version mirrors checksums

find_kafka() {
    if [ -n "${KAFKA_HOME:-}" ]; then
        has_jars "$KAFKA_HOME" || give_up "KAFKA_HOME is '$KAFKA_HOME', but there is no libs/kafka-clients-*.jar in it"
        kafka_home=$(cd -- "$KAFKA_HOME" && pwd -P)
        return
    fi
    kafka_home=$(cache_dir)/kafka-$version
    has_jars "$kafka_home" || download_kafka "$kafka_home"
}

has_jars() { compgen -G "$1/libs/kafka-clients-*.jar" >/dev/null; }

download_kafka() {
    local home=$1 name=kafka_2.13-$version.tgz work
    mkdir -p "$(dirname "$home")"
    work=$(mktemp -d "$home.XXXXXX")
    temporary=$work
    local expected
    expected=$(published_sha512 "$name" "$work/sha512") || give_up "no checksum of Kafka $version from: $checksums"
    fetch_first "$mirrors" "$name" "$work/$name" || give_up "no Kafka $version from: $mirrors"
    local actual
    actual=$(sha512sum <"$work/$name")
    actual=${actual%% *}
    [ "$actual" = "$expected" ] || die "SHA-512 of the downloaded $name is $actual, but $expected is published"
    mkdir "$work/kafka"
    tar -xzf "$work/$name" -C "$work/kafka" --strip-components=1 --wildcards '*/libs/*' '*/LICENSE' '*/NOTICE' ||
        give_up "could not unpack $name"
    has_jars "$work/kafka" || give_up "$name has no libs/kafka-clients-*.jar"
    # Another start may have been quicker: then its copy is as good.
    mv -T "$work/kafka" "$home" 2>/dev/null || has_jars "$home" || give_up "could not write $home"
    rm -rf -- "$work"
    temporary=
}

# fetch_first BASES NAME FILE
fetch_first() {
    local base
    for base in $1; do
        say "downloading $base/$version/$2"
        fetch "$base/$version/$2" "$3" && return
    done
    return 1
}

# Apache writes "name: 3BD2C1F2 8B0D…" over several lines; "digest  name" is read too.
published_sha512() {
    fetch_first "$checksums" "$1.sha512" "$2" || return 1
    local digest
    digest=$(tr -d '\r' <"$2" | sed -e "s/$1//g" -e 's/[*:]//g' | tr -d ' \t\n' | tr '[:upper:]' '[:lower:]')
    [[ $digest =~ ^[0-9a-f]{128}$ ]] || return 1
    printf '%s\n' "$digest"
}

find_java() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    java_is_new_enough && return
    [ -z "${JAVA_HOME:-}" ] || give_up "JAVA_HOME is '$JAVA_HOME', which is not a Java 17 or newer"
    apt_install "Kafka" openjdk-17-jre-headless || apt_install "Kafka" default-jre-headless || exit "$unavailable"
    java_is_new_enough || give_up "Kafka needs Java 17 or newer, and the PATH has none: set JAVA_HOME"
}

java_is_new_enough() {
    local major
    major=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || return 1
    [ "${major:-0}" -ge 17 ]
}

# What Kafka's tools start with: small and quick.
tool_command() { tool=("$java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$kafka_home/libs/*"); }
