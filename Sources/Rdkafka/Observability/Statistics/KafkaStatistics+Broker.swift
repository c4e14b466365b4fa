// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics {
    /// A connection to a broker.
    public struct Broker: Sendable, Hashable {
        /// `name`: `host:port/id`, or what the connection is for.
        public var name = ""
        /// `nodeid`: the broker's number; -1 before it is known.
        public var nodeID = -1
        /// `nodename`: `host:port`.
        public var nodeName = ""
        /// `source`: `learned`, `configured`, `internal` or `logical`.
        public var source = ""
        /// `state`: `INIT`, `DOWN`, `CONNECT`, `AUTH`, `APIVERSION_QUERY`, `AUTH_HANDSHAKE`, `UP` or `UPDATE`.
        public var state = ""
        /// `stateage`: microseconds since it changed.
        public var stateAge = 0
        /// `outbuf_cnt`: requests that wait to be sent.
        public var queuedRequests = 0
        /// `outbuf_msg_cnt`: records in them.
        public var queuedRequestRecords = 0
        /// `waitresp_cnt`: requests that wait for their response.
        public var requestsInFlight = 0
        /// `waitresp_msg_cnt`: records in them.
        public var recordsInFlight = 0
        /// `tx`: requests sent, in total.
        public var requestsSent = 0
        /// `txbytes`: bytes sent, in total.
        public var bytesSent = 0
        /// `txerrs`: errors of sending, in total.
        public var sendErrors = 0
        /// `txretries`: requests sent again, in total.
        public var retries = 0
        /// `txidle`: microseconds since something was sent; -1 when nothing was on this connection.
        public var sendIdle = 0
        /// `req_timeouts`: requests without a response in time, in total.
        public var requestTimeouts = 0
        /// `rx`: responses received, in total.
        public var responsesReceived = 0
        /// `rxbytes`: bytes received, in total.
        public var bytesReceived = 0
        /// `rxerrs`: errors of receiving, in total.
        public var receiveErrors = 0
        /// `rxcorriderrs`: responses to no request, in total; usually to one that had timed out.
        public var unmatchedResponses = 0
        /// `rxpartial`: incomplete sets of records received, in total.
        public var partialRecordSets = 0
        /// `rxidle`: microseconds since something was received; -1 when nothing was on this connection.
        public var receiveIdle = 0
        /// `req`: requests sent by their names, in total. Those that were never sent are left out.
        public var requests: [String: Int] = [:]
        /// `zbuf_grow`: how often a buffer for decompression was too small, in total.
        public var decompressionGrowths = 0
        /// `wakeups`: how often the connection's thread woke up, in total.
        public var wakeups = 0
        /// `connects`: attempts to connect, in total.
        public var connects = 0
        /// `disconnects`: connections that ended, in total.
        public var disconnects = 0
        /// `int_latency`: from producing a record until it is put into a request, microseconds.
        public var queueLatency = Window()
        /// `outbuf_latency`: from there until the request is written to the socket, microseconds.
        public var sendLatency = Window()
        /// `rtt`: from there until the response, microseconds.
        public var roundTripTime = Window()
        /// `throttle`: how long the broker held responses back for a quota, milliseconds.
        public var throttle = Window()
        /// `toppars`: the partitions that go over this connection.
        public var partitions: [TopicPartition] = []

        /// A connection on which nothing has happened.
        public init() {}
    }
}
