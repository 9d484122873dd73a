/// `93.5`
func percent(_ part: Int, _ whole: Int) -> String {
  let tenths = whole == 0 ? 0 : (part * 10_000 + whole / 2) / whole
  return "\(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
}
