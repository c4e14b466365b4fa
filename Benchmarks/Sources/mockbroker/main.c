/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * librdkafka's mock cluster in a process of its own. Prints its bootstrap address, then carries out a command a line
 * ("create TOPIC PARTITIONS", answered "ok"), and ends when standard input closes. A topic that was not created is made on
 * sight with 4 partitions. The cluster keeps 5 MB a partition and drops the oldest batches beyond. */
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *what) {
  fprintf(stderr, "mockbroker: %s\n", what);
  exit(1);
}

static void create(rd_kafka_mock_cluster_t *cluster, const char *line) {
  char topic[250];
  int partitions;
  if (sscanf(line, "create %249s %d", topic, &partitions) != 2 || partitions < 1) {
    fail("the only command is: create TOPIC PARTITIONS");
  }
  if (rd_kafka_mock_topic_create(cluster, topic, partitions, 1)) {
    fail("a topic could not be created");
  }
  printf("ok\n");
}

/* The cluster leaves Nagle's algorithm on, and a client that delays its ACK then waits 40 ms for a small response. Accepted
 * sockets take the option from the one that listens. */
static void answer_at_once(void) {
  int on = 1;
  for (int fd = 3, last = (int)sysconf(_SC_OPEN_MAX); fd < last && fd < 1024; fd++) {
    int listens = 0;
    socklen_t size = sizeof listens;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens) {
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
  }
}

/* Standard error is for what goes wrong: a cluster has no use for a bootstrap address of its own. */
static rd_kafka_t *client_new(void) {
  char error[512];
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "log_level", "4", error, sizeof error);
  rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
  if (!client) {
    fail(error);
  }
  return client;
}

int main(int argc, char **argv) {
  char line[512];
  int brokers = argc > 1 ? atoi(argv[1]) : 1;
  rd_kafka_t *client = client_new();
  rd_kafka_mock_cluster_t *cluster = rd_kafka_mock_cluster_new(client, brokers > 0 ? brokers : 1);
  if (!cluster) {
    fail("no mock cluster");
  }
  answer_at_once();
  setvbuf(stdout, NULL, _IOLBF, 0);
  printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster));
  while (fgets(line, sizeof line, stdin)) {
    create(cluster, line);
  }
  rd_kafka_mock_cluster_destroy(cluster);
  rd_kafka_destroy(client);
  return 0;
}
