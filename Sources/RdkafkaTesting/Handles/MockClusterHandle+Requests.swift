// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension MockClusterHandle {
    /// The requests that were noted.
    func trackedRequests() -> [MockRequest] {
        var count = 0
        guard let requests = crdkafka_mock_requests(cluster, &count) else { return [] }
        defer { crdkafka_mock_free_requests(requests, count) }
        return UnsafeBufferPointer(start: requests, count: count).compactMap { request in
            request.map {
                MockRequest(
                    api: ApiKey(rawValue: crdkafka_mock_request_api($0)), broker: Int(crdkafka_mock_request_broker($0)),
                    microseconds: crdkafka_mock_request_microseconds($0))
            }
        }
    }
}
