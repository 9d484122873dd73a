import Glibc
import Testing

/// The built binary under abuse. Every test is one attack, run by `attack` of `Support/Attack.swift`, which watches
/// meanwhile whether the server still answers others, and afterwards whether it gave everything back.
///
/// One at a time: each wants the machine for itself, and measures.
@Suite(.serialized, .timeLimit(.minutes(10))) enum AbuseTests {}

/// How much of an attack is run: all of it by `scripts/abuse`, about a twentieth otherwise.
enum Scale {
  static let isFull = getenv("ONRECORD_ABUSE").map { String(cString: $0) } == "full"

  /// `full`, or a twentieth of it.
  static func count(_ full: Int, short: Int? = nil) -> Int { isFull ? full : short ?? max(1, full / 20) }

  /// Milliseconds of a limit under attack: long enough in full for many turns of it, and short where time counts.
  static func milliseconds(_ full: Int, short: Int) -> Int { isFull ? full : short }
}
