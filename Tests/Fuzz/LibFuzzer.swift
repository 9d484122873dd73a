import Glibc

/// `FUZZ_TARGET` names the target; `scripts/fuzz` sets it.
private let target: FuzzTarget = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    preconditionFailure("FUZZ_TARGET is no target: \(name)")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do throws(Finding) {
    try target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    // Optimized code traps without a word.
    let text = Array("Finding: \(error.description)\n".utf8)
    _ = write(2, text, text.count)
    preconditionFailure(error.description)
  }
  return 0
}
