// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications

/// The payload of the notification of 2159 bytes as a type, whose members stand in the same order.
struct Instance: Codable {
    struct Image: Codable {
        var baseImageRef: String
        var containerFormat: String
        var diskFormat: String
        var minDisk: String
        var minRAM: String
        var distribution: String
        var version: String
        var diskBus: String
        var interfaceModel: String
        var guestAgent: String

        enum CodingKeys: String, CodingKey {
            case baseImageRef = "base_image_ref"
            case containerFormat = "container_format"
            case diskFormat = "disk_format"
            case minDisk = "min_disk"
            case minRAM = "min_ram"
            case distribution = "os_distro"
            case version = "os_version"
            case diskBus = "hw_disk_bus"
            case interfaceModel = "hw_vif_model"
            case guestAgent = "hw_qemu_guest_agent"
        }
    }

    struct Address: Codable {
        var address: String
        var type: String
        var version: Int
        var mac: String
        var label: String
        var floatingIPs: [String]
        var meta: [String: String]

        enum CodingKeys: String, CodingKey {
            case address, type, version
            case mac = "vif_mac"
            case label
            case floatingIPs = "floating_ips"
            case meta
        }
    }

    struct Metadata: Codable {
        var role: String
        var owner: String
    }

    var id: String
    var tenantID: String
    var userID: String
    var hostname: String
    var displayName: String
    var instanceType: String
    var instanceTypeID: Int
    var flavorID: String
    var memoryMB: Int
    var diskGB: Int
    var vcpus: Int
    var rootGB: Int
    var ephemeralGB: Int
    var host: String
    var node: String
    var availabilityZone: String
    var architecture: String
    var osType: String
    var kernelID: String
    var ramdiskID: String
    var cellName: String
    var imageURL: String
    var imageName: String
    var image: Image
    var createdAt: String
    var launchedAt: String
    var deletedAt: String
    var terminatedAt: String
    var state: String
    var stateDescription: String
    var progress: String
    var periodBeginning: String
    var periodEnding: String
    var reservationID: String
    /// Null is written, which a nil is not.
    var accessIPv4: JSONValue
    var accessIPv6: JSONValue
    var fixedIPs: [Address]
    var bandwidth: [String: String]
    var metadata: Metadata
    var message: String

    enum CodingKeys: String, CodingKey {
        case id = "instance_id"
        case tenantID = "tenant_id"
        case userID = "user_id"
        case hostname
        case displayName = "display_name"
        case instanceType = "instance_type"
        case instanceTypeID = "instance_type_id"
        case flavorID = "instance_flavor_id"
        case memoryMB = "memory_mb"
        case diskGB = "disk_gb"
        case vcpus
        case rootGB = "root_gb"
        case ephemeralGB = "ephemeral_gb"
        case host, node
        case availabilityZone = "availability_zone"
        case architecture
        case osType = "os_type"
        case kernelID = "kernel_id"
        case ramdiskID = "ramdisk_id"
        case cellName = "cell_name"
        case imageURL = "image_ref_url"
        case imageName = "image_name"
        case image = "image_meta"
        case createdAt = "created_at"
        case launchedAt = "launched_at"
        case deletedAt = "deleted_at"
        case terminatedAt = "terminated_at"
        case state
        case stateDescription = "state_description"
        case progress
        case periodBeginning = "audit_period_beginning"
        case periodEnding = "audit_period_ending"
        case reservationID = "reservation_id"
        case accessIPv4 = "access_ip_v4"
        case accessIPv6 = "access_ip_v6"
        case fixedIPs = "fixed_ips"
        case bandwidth, metadata, message
    }
}
