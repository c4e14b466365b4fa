// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Finds the configuration files of a directory.
enum ConfigurationDirectory {
    private static let suffix = ".conf"

    /// The paths of the files whose names end with `.conf`, in the order of their names' code points, as Python sorts them.
    ///
    /// - Throws: `invalidConfiguration` with the path, and why it can't be read.
    static func files(_ path: String) throws(NotificationError) -> [String] {
        guard let directory = opendir(path) else { throw problem(path, reason: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(directory) {
            let name = name(of: entry)
            if name.hasSuffix(suffix), !name.hasPrefix(".") { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw problem(path, reason: errno) }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return names.map { folder + $0 }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        // In place: an entry is as long as its name, not as its type says.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return "" }
        return String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
    }

    private static func problem(_ path: String, reason: Int32) -> NotificationError {
        NotificationError(
            .invalidConfiguration,
            "the configuration directory \(path) can't be read: \(String(cString: strerror(reason)))")
    }
}
