/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors
 *
 * The admin functions that librdkafka 2.0.2 does not have. Where the header lacks one, its wrapper does nothing: Swift
 * asks for the version first. */
#ifndef CRDKAFKA_SHIM_ADMIN_H
#define CRDKAFKA_SHIM_ADMIN_H

#if RD_KAFKA_VERSION >= 0x020100ff
#define CRDKAFKA_SINCE_2_1(...) __VA_ARGS__
#else
#define CRDKAFKA_SINCE_2_1(...)
#endif

#if RD_KAFKA_VERSION >= 0x020200ff
#define CRDKAFKA_SINCE_2_2(...) __VA_ARGS__
#else
#define CRDKAFKA_SINCE_2_2(...)
#endif

#if RD_KAFKA_VERSION >= 0x020300ff
#define CRDKAFKA_SINCE_2_3(...) __VA_ARGS__
#else
#define CRDKAFKA_SINCE_2_3(...)
typedef struct rd_kafka_TopicDescription_s rd_kafka_TopicDescription_t;
typedef struct rd_kafka_TopicPartitionInfo_s rd_kafka_TopicPartitionInfo_t;
typedef struct rd_kafka_ListOffsetsResultInfo_s rd_kafka_ListOffsetsResultInfo_t;
#endif

#if RD_KAFKA_VERSION >= 0x020600ff
#define CRDKAFKA_SINCE_2_6(...) __VA_ARGS__
#else
#define CRDKAFKA_SINCE_2_6(...)
#endif

#if RD_KAFKA_VERSION >= 0x020a00ff
#define CRDKAFKA_SINCE_2_10(...) __VA_ARGS__
#else
#define CRDKAFKA_SINCE_2_10(...)
#endif

static inline rd_kafka_error_t *_Nullable crdkafka_add_incremental_config(
    rd_kafka_ConfigResource_t *resource, const char *name, int operation, const char *_Nullable value) {
  CRDKAFKA_SINCE_2_2(return rd_kafka_ConfigResource_add_incremental_config(
      resource, name, (rd_kafka_AlterConfigOpType_t)operation, value);)
  return NULL;
}

static inline void crdkafka_incremental_alter_configs(
    rd_kafka_t *client, rd_kafka_ConfigResource_t *_Nullable *_Nullable resources, size_t count,
    const rd_kafka_AdminOptions_t *options, rd_kafka_queue_t *queue) {
  CRDKAFKA_SINCE_2_2(rd_kafka_IncrementalAlterConfigs(client, resources, count, options, queue);)
}

static inline const rd_kafka_ConfigResource_t *_Nullable *_Nullable crdkafka_incremental_alter_configs_result(
    rd_kafka_event_t *event, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_2(return rd_kafka_IncrementalAlterConfigs_result_resources(
      rd_kafka_event_IncrementalAlterConfigs_result(event), count);)
  return NULL;
}

static inline rd_kafka_error_t *_Nullable crdkafka_set_isolation_level(rd_kafka_AdminOptions_t *options, int level) {
  CRDKAFKA_SINCE_2_3(
      return rd_kafka_AdminOptions_set_isolation_level(options, (rd_kafka_IsolationLevel_t)level);)
  return NULL;
}

static inline void crdkafka_describe_topics(
    rd_kafka_t *client, const char *_Nullable *_Nullable names, size_t count, const rd_kafka_AdminOptions_t *options,
    rd_kafka_queue_t *queue) {
  CRDKAFKA_SINCE_2_3(rd_kafka_TopicCollection_t *topics = rd_kafka_TopicCollection_of_topic_names(names, count);
                     rd_kafka_DescribeTopics(client, topics, options, queue);
                     rd_kafka_TopicCollection_destroy(topics);)
}

static inline const rd_kafka_TopicDescription_t *_Nullable *_Nullable crdkafka_describe_topics_result(
    rd_kafka_event_t *event, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(
      return rd_kafka_DescribeTopics_result_topics(rd_kafka_event_DescribeTopics_result(event), count);)
  return NULL;
}

static inline const char *_Nullable crdkafka_topic_name(const rd_kafka_TopicDescription_t *topic) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicDescription_name(topic);)
  return NULL;
}

static inline const char *_Nullable crdkafka_topic_id(const rd_kafka_TopicDescription_t *topic) {
  CRDKAFKA_SINCE_2_3(const rd_kafka_Uuid_t *id = rd_kafka_TopicDescription_topic_id(topic);
                     return id ? rd_kafka_Uuid_base64str(id) : NULL;)
  return NULL;
}

static inline int crdkafka_topic_is_internal(const rd_kafka_TopicDescription_t *topic) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicDescription_is_internal(topic);)
  return 0;
}

static inline const rd_kafka_error_t *_Nullable crdkafka_topic_error(const rd_kafka_TopicDescription_t *topic) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicDescription_error(topic);)
  return NULL;
}

static inline const rd_kafka_TopicPartitionInfo_t *_Nullable *_Nullable crdkafka_topic_partitions(
    const rd_kafka_TopicDescription_t *topic, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicDescription_partitions(topic, count);)
  return NULL;
}

static inline int32_t crdkafka_partition_number(const rd_kafka_TopicPartitionInfo_t *partition) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicPartitionInfo_partition(partition);)
  return -1;
}

static inline const rd_kafka_Node_t *_Nullable crdkafka_partition_leader(
    const rd_kafka_TopicPartitionInfo_t *partition) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicPartitionInfo_leader(partition);)
  return NULL;
}

static inline const rd_kafka_Node_t *_Nullable *_Nullable crdkafka_partition_replicas(
    const rd_kafka_TopicPartitionInfo_t *partition, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicPartitionInfo_replicas(partition, count);)
  return NULL;
}

static inline const rd_kafka_Node_t *_Nullable *_Nullable crdkafka_partition_in_sync_replicas(
    const rd_kafka_TopicPartitionInfo_t *partition, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(return rd_kafka_TopicPartitionInfo_isr(partition, count);)
  return NULL;
}

static inline void crdkafka_describe_cluster(
    rd_kafka_t *client, const rd_kafka_AdminOptions_t *options, rd_kafka_queue_t *queue) {
  CRDKAFKA_SINCE_2_3(rd_kafka_DescribeCluster(client, options, queue);)
}

static inline const rd_kafka_Node_t *_Nullable *_Nullable crdkafka_cluster_brokers(
    rd_kafka_event_t *event, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(
      return rd_kafka_DescribeCluster_result_nodes(rd_kafka_event_DescribeCluster_result(event), count);)
  return NULL;
}

static inline const rd_kafka_Node_t *_Nullable crdkafka_cluster_controller(rd_kafka_event_t *event) {
  CRDKAFKA_SINCE_2_3(
      return rd_kafka_DescribeCluster_result_controller(rd_kafka_event_DescribeCluster_result(event));)
  return NULL;
}

static inline const char *_Nullable crdkafka_cluster_id(rd_kafka_event_t *event) {
  CRDKAFKA_SINCE_2_3(
      return rd_kafka_DescribeCluster_result_cluster_id(rd_kafka_event_DescribeCluster_result(event));)
  return NULL;
}

static inline const char *_Nullable crdkafka_node_rack(const rd_kafka_Node_t *node) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_Node_rack(node);)
  return NULL;
}

static inline void crdkafka_list_offsets(
    rd_kafka_t *client, rd_kafka_topic_partition_list_t *partitions, const rd_kafka_AdminOptions_t *options,
    rd_kafka_queue_t *queue) {
  CRDKAFKA_SINCE_2_3(rd_kafka_ListOffsets(client, partitions, options, queue);)
}

static inline const rd_kafka_ListOffsetsResultInfo_t *_Nullable *_Nullable crdkafka_list_offsets_result(
    rd_kafka_event_t *event, size_t *count) {
  *count = 0;
  CRDKAFKA_SINCE_2_3(return rd_kafka_ListOffsets_result_infos(rd_kafka_event_ListOffsets_result(event), count);)
  return NULL;
}

static inline const rd_kafka_topic_partition_t *_Nullable crdkafka_listed_partition(
    const rd_kafka_ListOffsetsResultInfo_t *info) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_ListOffsetsResultInfo_topic_partition(info);)
  return NULL;
}

static inline int64_t crdkafka_listed_timestamp(const rd_kafka_ListOffsetsResultInfo_t *info) {
  CRDKAFKA_SINCE_2_3(return rd_kafka_ListOffsetsResultInfo_timestamp(info);)
  return -1;
}

/* The name of a group's protocol, classic or consumer; NULL where it is not known. */
static inline const char *_Nullable crdkafka_group_listing_type(const rd_kafka_ConsumerGroupListing_t *group) {
  CRDKAFKA_SINCE_2_6(return rd_kafka_consumer_group_type_name(rd_kafka_ConsumerGroupListing_type(group));)
  return NULL;
}

static inline const char *_Nullable crdkafka_group_description_type(
    const rd_kafka_ConsumerGroupDescription_t *group) {
  CRDKAFKA_SINCE_2_10(return rd_kafka_consumer_group_type_name(rd_kafka_ConsumerGroupDescription_type(group));)
  return NULL;
}

static inline const rd_kafka_topic_partition_list_t *_Nullable crdkafka_member_target_assignment(
    const rd_kafka_MemberDescription_t *member) {
  CRDKAFKA_SINCE_2_10(
      const rd_kafka_MemberAssignment_t *assignment = rd_kafka_MemberDescription_target_assignment(member);
      return assignment ? rd_kafka_MemberAssignment_partitions(assignment) : NULL;)
  return NULL;
}

#endif
