// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct RequestContextTests {
    /// What the vector's sender had after Python's redaction.
    private static var redacted: RequestContext {
        var context = RequestContext(requestID: "req-11111111-2222-3333-4444-555555555555")
        context.userID = "u1"
        context.projectID = "p1"
        context.systemScope = "all"
        context.domainID = "d1"
        context.userDomainID = "ud1"
        context.projectDomainID = "pd1"
        context.isAdmin = true
        context.authToken = Secret("SECRET-TOKEN")
        context.globalRequestID = "req-99999999-8888-7777-6666-555555555555"
        context.roles = ["admin", "member"]
        return context
    }

    @Test("D22: a request context goes out with the bytes of oslo.messaging, without its token, and stays as it is")
    func bytes() throws {
        let context = Self.redacted
        let header = MessageHeader(
            messageID: "05100000-0000-4000-8000-000000000020", publisherID: "compute.host1",
            eventType: "compute.instance.create.end", timestamp: .text("2024-02-29 12:34:56.789012"),
            context: NotificationContext.request(context).value)
        var writer = EnvelopeWriter()
        try writer.write(header, payload: ["instance_id": 12, "state": "active"])
        #expect(writer.bytes == (try Vectors.bytes("context_request_context.json")))
        #expect(context.authToken?.revealed == "SECRET-TOKEN")
    }

    @Test("D23: flags and the resource are kept, which Python resets")
    func flags() {
        var context = Self.redacted
        context.isReadOnly = true
        context.showsDeleted = true
        context.isAdminProject = false
        context.resourceUUID = "res1"
        let value = context.wireValue
        #expect(value["read_only"] == true)
        #expect(value["show_deleted"] == true)
        #expect(value["is_admin_project"] == false)
        #expect(value["resource_uuid"] == "res1")
    }

    @Test func `further fields follow, without what is secret by its name`() {
        var context = RequestContext(requestID: nil)
        context.extra = [
            "service_token": "SECRET", "region": "r1", "auth": ["password": "SECRET", "user": "u"], "user": 1,
        ]
        let value = context.wireValue
        #expect(value.objectValue?.keys.suffix(3) == ["service_token", "region", "auth"])
        #expect(value["service_token"] == .null)
        #expect(value["auth"] == ["password": "***", "user": "u"])
        #expect(value["user"] == .null)
        #expect(value["user_identity"] == "- - - - -")
        #expect(!value.description.contains("SECRET"))
    }

    @Test func `reads what was received, and writes it again`() throws {
        var context = Self.redacted
        context.authToken = nil
        context.extra = ["region": "r1"]
        #expect(RequestContext(context.wireValue) == context)
        #expect(RequestContext(["auth_token": "t"])?.authToken?.revealed == "t")
        #expect(RequestContext("text") == nil)
    }

    @Test func `makes an id of a request, each another one`() {
        let first = RequestContext().requestID
        #expect(first?.hasPrefix("req-") == true)
        #expect(first?.utf8.count == 40)
        #expect(first != RequestContext().requestID)
    }

    @Test func `a dictionary goes out as it is when it was asked for`() {
        let literal: NotificationContext = ["request_id": "req-1"]
        #expect(literal.value == ["request_id": "req-1"])
        #expect(NotificationContext.explicit("text").value == "text")
        #expect(NotificationContext.none.value == [:])
    }
}
