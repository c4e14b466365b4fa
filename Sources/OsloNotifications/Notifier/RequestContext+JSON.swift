// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension RequestContext {
    /// The context as it is sent: the fields and the order of oslo.context's `to_dict`, ``extra`` after them, and `null`
    /// in place of every token.
    public var wireValue: JSONValue {
        var object = JSONObject([
            ("user", Self.text(userID)),
            ("project_id", Self.text(projectID)),
            ("system_scope", Self.text(systemScope)),
            ("project", Self.text(projectID)),
            ("domain", Self.text(domainID)),
            ("user_domain", Self.text(userDomainID)),
            ("project_domain", Self.text(projectDomainID)),
            ("is_admin", .bool(isAdmin)),
            ("read_only", .bool(isReadOnly)),
            ("show_deleted", .bool(showsDeleted)),
            ("auth_token", .null),
            ("request_id", Self.text(requestID)),
            ("global_request_id", Self.text(globalRequestID)),
            ("resource_uuid", Self.text(resourceUUID)),
            ("roles", .array(roles.map(JSONValue.string))),
            ("user_identity", .string(userIdentity)),
            ("is_admin_project", .bool(isAdminProject)),
        ])
        for (name, value) in extra where object[name] == nil {
            object[name] = SecretMask.isSecret(name) ? .null : SecretMask.masking(value)
        }
        return .object(object)
    }

    /// The context of a notification that was received; nil when it is no object. Fields of another type than they
    /// should have are taken as missing, fields that oslo.context doesn't know are in ``extra``.
    public init?(_ value: JSONValue) {
        guard let object = value.objectValue else { return nil }
        self.init(requestID: object["request_id"]?.stringValue)
        userID = object["user"]?.stringValue ?? object["user_id"]?.stringValue
        projectID = object["project_id"]?.stringValue ?? object["project"]?.stringValue
        systemScope = object["system_scope"]?.stringValue
        domainID = object["domain"]?.stringValue
        userDomainID = object["user_domain"]?.stringValue
        projectDomainID = object["project_domain"]?.stringValue
        isAdmin = object["is_admin"]?.boolValue ?? false
        isReadOnly = object["read_only"]?.boolValue ?? false
        showsDeleted = object["show_deleted"]?.boolValue ?? false
        authToken = object["auth_token"]?.stringValue.map { Secret($0) }
        globalRequestID = object["global_request_id"]?.stringValue
        resourceUUID = object["resource_uuid"]?.stringValue
        roles = object["roles"]?.arrayValue?.compactMap(\.stringValue) ?? []
        isAdminProject = object["is_admin_project"]?.boolValue ?? true
        for (name, value) in object where !Self.names.contains(name) { extra[name] = value }
    }

    private static let names: Set<String> = [
        "user", "project_id", "system_scope", "project", "domain", "user_domain", "project_domain", "is_admin",
        "read_only", "show_deleted", "auth_token", "request_id", "global_request_id", "resource_uuid", "roles",
        "user_identity", "is_admin_project",
    ]

    private static func text(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }
}
