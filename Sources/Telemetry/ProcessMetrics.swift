import Glibc

/// The `process_*` families that every Prometheus client library has, read from `/proc/self`. A figure that cannot be
/// read is left out.
public enum ProcessMetrics {
  public static func write(to writer: inout MetricsWriter) {
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    // The command's name, in brackets, may hold blanks; what follows does not. The first field behind it is the third.
    if let stat = text("/proc/self/stat"), let end = stat.lastIndex(of: ")") {
      let fields = stat[end...].dropFirst().split(separator: " ")
      func number(_ field: Int) -> Double? { field - 3 < fields.count ? Double(fields[field - 3]) : nil }
      if let user = number(14), let system = number(15) {
        writer.family("process_cpu_seconds_total", .counter, "User and system time spent, in seconds.")
        writer.sample((user + system) / ticks)
      }
      if let size = number(23) {
        writer.family("process_virtual_memory_bytes", .gauge, "Virtual memory, in bytes.")
        writer.sample(Int(size))
      }
      if let pages = number(24) {
        writer.family("process_resident_memory_bytes", .gauge, "Resident memory, in bytes.")
        writer.sample(Int(pages) * sysconf(Int32(_SC_PAGESIZE)))
      }
      if let threads = number(20) {
        writer.family("process_threads", .gauge, "Threads.")
        writer.sample(Int(threads))
      }
      if let started = number(22), let booted = bootTime() {
        writer.family("process_start_time_seconds", .gauge, "Start of the process, in seconds since 1970.")
        writer.sample(booted + started / ticks)
      }
    }
    if let open = openDescriptors() {
      writer.family("process_open_fds", .gauge, "Open file descriptors.")
      writer.sample(open)
    }
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
      writer.family("process_max_fds", .gauge, "The most file descriptors that may be open.")
      writer.sample(Int(clamping: limit.rlim_cur))
    }
  }

  private static func bootTime() -> Double? {
    text("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap {
      Double($0.dropFirst(6))
    }
  }

  private static func openDescriptors() -> Int? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // `.`, `..`, and the descriptor of the folder itself.
    return max(0, count - 3)
  }

  /// Files of `/proc` tell no size, and those read here are short.
  private static let bytesMax = 64 * 1024

  private static func text(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    while bytes.count < bytesMax {
      let part = [UInt8](unsafeUninitializedCapacity: 4096) {
        $1 = max(0, read(file, $0.baseAddress, $0.count))
      }
      if part.isEmpty { break }
      bytes += part
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
