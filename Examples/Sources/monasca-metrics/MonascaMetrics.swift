// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CommandLineSupport

@main
enum MonascaMetrics {
    static let name = "monasca-metrics"

    static func main() async {
        let options = [
            "write": ["brokers", "topic", "tenant", "region", "timeout"],
            "read": ["brokers", "topic", "count", "timeout"],
        ]
        await Program.run(name, help: help, options: options) { arguments in
            switch arguments.command {
            case "write": try await WriteMetrics(arguments).run()
            default: try await ReadMetrics(arguments).run()
            }
        }
    }

    private static let help = """
        usage: monasca-metrics write --brokers HOST:PORT[,...] --topic TOPIC --tenant ID --region NAME [--timeout SECONDS]
               monasca-metrics read --brokers HOST:PORT[,...] --topic TOPIC [--count N] [--timeout SECONDS]

        write  Writes the metrics of standard input to Kafka, as Monasca's API does, and waits until the brokers have each.
               A line is a JSON object: name, timestamp (milliseconds since 1970), value, and if wanted dimensions (an
               object of texts) and value_meta (an object). A line that is wrong is told by its number, and the others are
               written all the same. --timeout is how long a metric may take to be delivered; 30 unless given.
        read   Reads metrics from the beginning of the topic and writes a line for each, in the same form. Ends after N, or
               when the time is up. It takes nothing from Monasca's own consumers.

        Exit codes:
          0   Everything was delivered; as many came as were asked for.
          64  The command line is wrong.
          65  Some lines are wrong; all others were delivered.
          74  Standard input can't be read, or standard output not written.
          75  Something was not delivered; or the time was up before N metrics came, or before the topic could be read.
          78  The configuration is wrong.

        Example:
          echo '{"name": "cpu.idle_perc", "timestamp": 1447834886000, "value": 99.5, "dimensions": {"hostname": "h"}}' |
              monasca-metrics write --brokers localhost:9092 --topic metrics --tenant t --region RegionOne
          monasca-metrics read --brokers localhost:9092 --topic metrics --count 1 --timeout 10
        """
}
