// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct SecretMaskTests {
    @Test func `masks members by name at any depth, in any case, and lists of them`() {
        let value: JSONValue = [
            "a": ["AdminPass": "x", "auth_token": "y", "name": "n"], "l": [["secret": 1]], "n": nil, "passwords": ["p"],
        ]
        #expect(
            SecretMask.masking(value) == [
                "a": ["AdminPass": "***", "auth_token": "***", "name": "n"], "l": [["secret": "***"]], "n": nil,
                "passwords": "***",
            ])
    }

    @Test(arguments: [
        ("password=hello", "password=***"), ("--password hello", "--password hello"),
        (#"{"auth_token": "x y", "b": 1}"#, #"{"auth_token": "***", "b": 1}"#),
        ("user=u&admin_pass=p&x=1", "user=u&admin_pass=***&x=1"), ("nothing = here", "nothing = here"),
        ("Authorization: Bearer abc.def", "Authorization: ***"),
        ("authorization=Basic Zm9v, next\nb: c", "authorization=***\nb: c"),
        ("Set-Cookie: a=1; session=d\r\nb: c", "Set-Cookie: ***\r\nb: c"),
        (#"{"Authorization": "Bearer x", "b": 1}"#, #"{"Authorization": "***", "b": 1}"#),
        ("password=a\r\nb", "password=***\r\nb"), ("password=", "password="), ("secret", "secret"),
        ("'secret': 'k", "'secret': '***"),
    ])
    func `masks what follows a secret's name in a text`(_ text: String, _ masked: String) {
        #expect(SecretMask.masking(text: text) == masked)
    }
}
