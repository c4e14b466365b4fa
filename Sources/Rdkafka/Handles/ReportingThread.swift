// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Tells the threads that delivery reports come on from those that hand records over: librdkafka reports some refusals
/// from inside the produce call, and these the caller is told already.
///
/// Only failures and a thread's start touch the mark.
enum ReportingThread {
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        unsafe pthread_key_create(&key, nil)
        return key
    }()

    /// Whether this thread is one of librdkafka's, or is in a call of ours that makes records fail.
    static var isCurrent: Bool { unsafe pthread_getspecific(key) != nil }

    /// This thread is one of librdkafka's.
    static func mark() {
        unsafe pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }

    /// Runs a call that makes records fail, which may report them on this thread.
    static func run<Result>(_ body: () -> Result) -> Result {
        mark()
        defer { pthread_setspecific(key, nil) }
        return body()
    }
}
