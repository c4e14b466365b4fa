// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
public import Rdkafka

extension MockCluster {
    /// Notes each request from now on.
    ///
    /// - Throws: `unsupported` before librdkafka 2.3.
    public func startTrackingRequests() throws(KafkaError) {
        try MockFeature.requestTracking.require()
        crdkafka_mock_track_requests(handle.cluster, 1)
    }

    /// Notes no more requests; those that were noted stay.
    ///
    /// - Throws: `unsupported` before librdkafka 2.3.
    public func stopTrackingRequests() throws(KafkaError) {
        try MockFeature.requestTracking.require()
        crdkafka_mock_track_requests(handle.cluster, 0)
    }

    /// The requests that were noted, in the order in which they came.
    ///
    /// - Throws: `unsupported` before librdkafka 2.3.
    public func trackedRequests() throws(KafkaError) -> [MockRequest] {
        try MockFeature.requestTracking.require()
        return handle.trackedRequests()
    }

    /// Forgets the requests that were noted.
    ///
    /// - Throws: `unsupported` before librdkafka 2.3.
    public func clearTrackedRequests() throws(KafkaError) {
        try MockFeature.requestTracking.require()
        crdkafka_mock_clear_requests(handle.cluster)
    }
}
