// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationListener {
    /// Whether records go to dead-letter topics that can't be read or handled.
    var usesDeadLetters: Bool {
        handler.options.onFailure == .deadLetter || handler.options.onUndecodable == .deadLetter
    }

    /// Tells of dead-letter topics that are not there and that nobody makes, sooner or later.
    func beginDeadLetterCheck() {
        let options = handler.options
        guard usesDeadLetters, options.topicCreation?.includesDeadLetters != true, case .kafka = source else { return }
        deadLetterCheck.begin(topics, transport) { [transport] finding in
            switch finding {
            case .fine: break
            case .missing(let names):
                let error = NotificationError(
                    .deliveryFailed,
                    "\(names.joined(separator: ", ")): there is no such topic, and the brokers make none "
                        + "(\(DeadLetterCheck.setting)=false): a record that can't be handled holds its partition until "
                        + "deadLetterTimeout, then onDeadLetterFailure applies; make the topics, or set topicCreation")
                transport.log(.warning, error.message)
                options.onError?(error)
            case .unknown(let names, let reason):
                transport.log(
                    .info,
                    "\(names.joined(separator: ", ")): not there yet, and it can't be seen whether brokers make them: "
                        + reason)
            }
        }
    }
}
