// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Tells, on the thread that produces, whether the interceptor has already been told of a record that was refused.
///
/// librdkafka reports some refusals (an unknown partition) from inside the produce call and others (a full queue, a
/// record too large) not at all, and which is which differs between versions. Only failures touch the mark.
enum RefusalMark {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        unsafe pthread_key_create(&key, nil)
        return key
    }()

    static func set() {
        unsafe pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }

    /// Whether the mark is set on this thread; clears it.
    static func take() -> Bool {
        guard unsafe pthread_getspecific(key) != nil else { return false }
        pthread_setspecific(key, nil)
        return true
    }
}
