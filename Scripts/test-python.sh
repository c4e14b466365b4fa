# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors
#
# Part of Scripts/test: the Pythons with oslo.messaging, Ceilometer and Monasca that the interop tests run, found or
# made. find_oslo sets OSLO_PYTHON, or no_oslo to the reason why there is none; find_openstack likewise.

readonly oslo_packages=(oslo.messaging==18.3.1 confluent-kafka==2.16.1)
readonly oslo_environment=oslo.messaging-18.3.1-confluent-kafka-2.16.1
readonly openstack_requirements=Scripts/openstack-requirements.txt

find_oslo() {
    no_oslo=
    if [ -n "${OSLO_PYTHON:-}" ]; then
        has_oslo "$OSLO_PYTHON" || die "OSLO_PYTHON is '$OSLO_PYTHON', which can't import oslo_messaging's Kafka driver"
        return
    fi
    local environment
    environment=$(cache_dir)/$oslo_environment
    if make_environment "$environment" has_oslo "${oslo_packages[@]}"; then
        export OSLO_PYTHON=$environment/bin/python
        return
    fi
    no_oslo="no Python with ${oslo_packages[*]} could be had (see above)"
    [ "${OSLO_REQUIRED:-}" != 1 ] || die "$no_oslo, and OSLO_REQUIRED is 1"
    say "$no_oslo: interop tests will be skipped"
}

has_oslo() { "$1" -c 'from oslo_messaging._drivers import impl_kafka; import confluent_kafka' >/dev/null 2>&1; }

find_openstack() {
    no_openstack=
    if [ -n "${OPENSTACK_PYTHON:-}" ]; then
        has_openstack "$OPENSTACK_PYTHON" ||
            die "OPENSTACK_PYTHON is '$OPENSTACK_PYTHON', which can't import what $openstack_requirements lists"
        return
    fi
    local environment
    # What it has is told by what is listed.
    environment=$(cache_dir)/openstack-$(sha256sum <"$openstack_requirements" | cut -c1-16)
    if make_environment "$environment" has_openstack --no-deps --requirement "$openstack_requirements"; then
        export OPENSTACK_PYTHON=$environment/bin/python
        return
    fi
    no_openstack="no Python with Ceilometer and Monasca could be had (see above)"
    [ "${OPENSTACK_REQUIRED:-}" != 1 ] || die "$no_openstack, and OPENSTACK_REQUIRED is 1"
    say "$no_openstack: interop tests with them will be skipped"
}

has_openstack() {
    "$1" -W ignore -c 'import ceilometer.publisher.messaging, monasca_persister.kafka.confluent_kafka_persister
from monasca_api.api.core.log import model' >/dev/null 2>&1
}

# make_environment DIRECTORY CHECK ARGUMENT...: a virtual environment with what 'pip install' gets with the arguments,
# unless the function CHECK says of its Python that it is there.
make_environment() {
    local environment=$1 check=$2
    shift 2
    mkdir -p "$(dirname "$environment")"
    # Whoever comes second waits for the first.
    exec 8>"$environment.lock"
    flock 8
    if ! "$check" "$environment/bin/python"; then
        say "installing $* in $environment"
        fill_environment "$environment" "$@" || rm -rf -- "$environment"
    fi
    exec 8>&-
    "$check" "$environment/bin/python"
}

fill_environment() {
    local environment=$1 python=${PYTHON:-python3}
    shift
    "$python" -c 'import venv, ensurepip' 2>/dev/null || apt_install "interop tests" python3 python3-venv || return 1
    rm -rf -- "$environment"
    "$python" -m venv "$environment" >&2 || return 1
    "$environment/bin/python" -m pip --disable-pip-version-check --retries 1 --timeout 15 install --quiet "$@" >&2
}
