import CLinux

/// The machine as this process may use it.
public enum Processors {
  /// Processors in the affinity mask, so a container's share counts; at least 1.
  public static var available: Int { max(1, Int(linux_processors())) }
}
