import Codings
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: ContentCoding.allCases)
  func nothing(_ coding: ContentCoding) throws {
    #expect(try coding.decode(coding.encode([]), limits: DecodingLimits(bytesMax: 0)) == [])
  }
}
