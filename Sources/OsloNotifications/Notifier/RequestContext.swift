// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The context of the request that a notification tells of, with the fields of oslo.context's `RequestContext`.
///
/// It is a value: sending it changes nothing of it, and nothing of anybody's current context. What goes out is
/// ``wireValue``, which has no token. Unlike Python's redacted copy it keeps the flags and the resource as they are.
public struct RequestContext: Sendable, Hashable {
    /// The user's id.
    public var userID: String?
    /// The project's id; it stands in the message twice, as `project_id` and `project`.
    public var projectID: String?
    /// `all` for a request to the whole system.
    public var systemScope: String?
    /// The id of the domain that the request is about.
    public var domainID: String?
    /// The id of the user's domain.
    public var userDomainID: String?
    /// The id of the project's domain.
    public var projectDomainID: String?
    /// Whether the user is an administrator.
    public var isAdmin = false
    /// Whether the request only reads.
    public var isReadOnly = false
    /// Whether deleted things are shown.
    public var showsDeleted = false
    /// The user's token. It is never sent: the message has `null` there.
    public var authToken: Secret?
    /// The id of the request, by convention `req-` and a UUID.
    public var requestID: String?
    /// The id that the request has across services.
    public var globalRequestID: String?
    /// The resource that the request is about.
    public var resourceUUID: String?
    /// The names of the user's roles.
    public var roles: [String] = []
    /// Whether the project is the one of the administrators.
    public var isAdminProject = true
    /// The fields that a service adds to those above; they follow them. What is secret by its name is sent as `null`.
    public var extra = JSONObject()

    /// A context with only a request's id.
    ///
    /// - Parameter requestID: the id; a new one unless it is given.
    public init(requestID: String? = RequestContext.newRequestID()) {
        self.requestID = requestID
    }

    /// A new request id: `req-` and a random UUID.
    public static func newRequestID() -> String {
        "req-\(MessageID.random())"
    }

    /// User, project, domain, user's domain and project's domain, `-` for one that is not there.
    public var userIdentity: String {
        [userID, projectID, domainID, userDomainID, projectDomainID].map { id in
            guard let id, !id.isEmpty else { return "-" }
            return id
        }.joined(separator: " ")
    }
}
