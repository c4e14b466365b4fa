/* SPDX-License-Identifier: Apache-2.0
 * Copyright the swift-oslo-notifications authors */
#include "notification.h"

static const char payload[] =
    "{\"instance_id\": \"9f1d6a0e-3c57-4a0b-8b1e-52f0c7f3a1d4\", "
    "\"tenant_id\": \"6f70656e737461636b20627920726f7465\", \"user_id\": \"1e3ce043029547f1a61c1996d1a531a2\", "
    "\"hostname\": \"web-frontend-042\", \"display_name\": \"web-frontend-042\", "
    "\"instance_type\": \"m1.large\", \"instance_type_id\": 5, \"instance_flavor_id\": \"4\", "
    "\"memory_mb\": 8192, \"disk_gb\": 80, \"vcpus\": 4, \"root_gb\": 80, \"ephemeral_gb\": 0, "
    "\"host\": \"compute-17.dc2.example.org\", \"node\": \"compute-17.dc2.example.org\", "
    "\"availability_zone\": \"nova\", \"architecture\": \"x86_64\", \"os_type\": \"linux\", \"kernel_id\": \"\", "
    "\"ramdisk_id\": \"\", \"cell_name\": \"\", "
    "\"image_ref_url\": \"http://glance.dc2.example.org:9292/images/a3c1f7d2-55a4-4c5c-9f5e-0b8d1f8a6e21\", "
    "\"image_name\": \"debian-12-genericcloud-amd64\", "
    "\"image_meta\": {\"base_image_ref\": \"a3c1f7d2-55a4-4c5c-9f5e-0b8d1f8a6e21\", "
    "\"container_format\": \"bare\", \"disk_format\": \"qcow2\", \"min_disk\": \"80\", \"min_ram\": \"0\", "
    "\"os_distro\": \"debian\", \"os_version\": \"12\", \"hw_disk_bus\": \"virtio\", "
    "\"hw_vif_model\": \"virtio\", \"hw_qemu_guest_agent\": \"yes\"}, "
    "\"created_at\": \"2026-03-14 09:26:53+00:00\", \"launched_at\": \"2026-03-14T09:27:21.000000\", "
    "\"deleted_at\": \"\", \"terminated_at\": \"\", \"state\": \"active\", \"state_description\": \"\", "
    "\"progress\": \"\", \"audit_period_beginning\": \"2026-03-14 09:00:00\", "
    "\"audit_period_ending\": \"2026-03-14 10:00:00\", \"reservation_id\": \"r-4k2v9c1x\", "
    "\"access_ip_v4\": null, \"access_ip_v6\": null, \"fixed_ips\": [{\"address\": \"10.42.7.19\", "
    "\"type\": \"fixed\", \"version\": 4, \"vif_mac\": \"fa:16:3e:4c:2c:30\", \"label\": \"tenant-net\", "
    "\"floating_ips\": [], \"meta\": {}}], \"bandwidth\": {}, \"metadata\": {\"role\": \"web\", "
    "\"owner\": \"platform-team-northern-region@mail.example.org\"}, \"message\": \"Success\"}";

static const char head[] =
    "{\"message_id\": \"5c2e4a7b-6f0d-4c1a-9b37-0d8f2e61c5a9\", \"publisher_id\": \"compute.compute-17\", "
    "\"event_type\": \"compute.instance.create.end\", \"priority\": \"INFO\", \"payload\": ";

static const char tail[] = ", \"timestamp\": \"2026-03-14 09:27:21.482913\", \"_context\": {}}";

struct output {
  char *buffer;
  size_t length, capacity;
};

static void put(struct output *output, char character) {
  if (output->length + 1 < output->capacity) {
    output->buffer[output->length++] = character;
  }
}

static void put_text(struct output *output, const char *text) {
  for (; *text; text++) {
    put(output, *text);
  }
}

static void put_escaped(struct output *output, const char *text) {
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') {
      put(output, '\\');
    }
    put(output, *text);
  }
}

const char *bench_payload(void) {
  return payload;
}

size_t bench_notification(char *buffer, size_t capacity) {
  struct output output = {.buffer = buffer, .capacity = capacity};
  put_text(&output, "{\"oslo.version\": \"2.0\", \"oslo.message\": \"");
  put_escaped(&output, head);
  put_escaped(&output, payload);
  put_escaped(&output, tail);
  put_text(&output, "\"}");
  buffer[output.length] = 0;
  return output.length;
}
