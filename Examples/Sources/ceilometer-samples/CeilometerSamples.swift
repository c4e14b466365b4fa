// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CommandLineSupport

@main
enum CeilometerSamples {
    static let name = "ceilometer-samples"

    static func main() async {
        let options = [
            "write": ["brokers", "topic", "publisher", "secret", "timeout"],
            "read": ["brokers", "topic", "secret", "count", "timeout"],
        ]
        await Program.run(name, help: help, options: options) { arguments in
            switch arguments.command {
            case "write": try await WriteSamples(arguments).run()
            default: try await ReadSamples(arguments).run()
            }
        }
    }

    private static let help = """
        usage: ceilometer-samples write --brokers HOST:PORT[,...] --topic TOPIC [--publisher ID] [--secret TEXT]
                                        [--timeout SECONDS]
               ceilometer-samples read --brokers HOST:PORT[,...] --topic TOPIC [--secret TEXT] [--count N]
                                       [--timeout SECONDS]

        write  Publishes the samples of standard input, as Ceilometer's publisher does, and waits until the brokers have
               each. A line is a JSON object: counter_name, counter_type (gauge, delta, cumulative), counter_unit,
               counter_volume, and if wanted resource_id, resource_metadata, project_id, project_name, user_id,
               user_name, timestamp, source, message_id, monotonic_time. A line that is wrong is told by its number, and
               the others are published all the same. --timeout is how long a sample may take to be delivered; 30 unless
               given.
        read   Reads samples from the beginning of the topic and writes a line for each, in the same form. Ends after N, or
               when the time is up. It takes nothing from other consumers.

        TOPIC is without the priority, as in Ceilometer's configuration: the Kafka topic is TOPIC.sample. --secret is
        Ceilometer's telemetry_secret, with which samples are signed, and without which they are not; read refuses those
        with another signature. Other users of this machine can see it, as all of a command line.

        Exit codes:
          0   Everything was delivered; as many came as were asked for.
          64  The command line is wrong.
          65  Some lines are wrong; all others were delivered.
          74  Standard input can't be read, or standard output not written.
          75  Something was not delivered; or the time was up before N samples came, or before the topic could be read.
          78  The configuration is wrong.

        Example:
          echo '{"counter_name": "volume.size", "counter_type": "gauge", "counter_unit": "GiB", "counter_volume": 2}' |
              ceilometer-samples write --brokers localhost:9092 --topic metering
          ceilometer-samples read --brokers localhost:9092 --topic metering --count 1 --timeout 10
        """
}
