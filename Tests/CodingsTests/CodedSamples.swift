import Codings
import Testing

/// One made-up text as other programs coded it: Python 3.11, gzip 1.12, brotli 1.0.9.
enum CodedSamples {
  static let text =
    "The minister said the harbour would be built. “We will build it,” she said, and the mayor said it would not. "
    + String(
      repeating:
        "The harbour, the mayor said, would be built over his objections, and the objections were many. ",
      count: 2)

  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var coding: ContentCoding
    var bytes: [UInt8]
    var testDescription: String { name }
  }

  static let all: [Sample] = [
    Sample(
      name: "python's gzip module", coding: .gzip,
      bytes: bytes(
        """
        1f8b0800000000000203b5ce410ac3201005d0abfc03484f13e85aeb80538c033a56b2cb41dacbe524356940c8bedbcffcf7
        670a84991317a58c62d9437b126c7652339ad4e8e108ae72d41bb6f57d27348ef1483c58cdb67e507a672f1bd8f41366bbc8
        09b29e4e924e4c8337974b73d983bcfa53810bc43de9a12ca98c8591a151de9db4fc9dff02bcadc6ef2f010000
        """)),
    Sample(
      name: "gzip -9, with a name and a time in the header", coding: .gzip,
      bytes: bytes(
        """
        1f8b0808dc95066b0203742e74787400b5ce410ac3201005d0abfc03484f13e85aeb80538c033a56b2cb41dacbe524356940
        c8bedbcffcf7670a84991317a58c62d9437b126c7652339ad4e8e108ae72d41bb6f57d27348ef1483c58cdb67e507a672f1b
        d8f41366bbc809b29e4e924e4c8337974b73d983bcfa53810bc43de9a12ca98c8591a151de9db4fc9dff02bcadc6ef2f0100
        00
        """)),
    Sample(
      name: "every optional field of a gzip header, its checksum too", coding: .gzip,
      bytes: bytes(
        """
        1f8b081f00dfba65020306004142020078796e616d652e747874006120636f6d6d656e7400fdaab5ce410ac3201005d0abfc
        03484f13e85aeb80538c033a56b2cb41dacbe524356940c8bedbcffcf7670a84991317a58c62d9437b126c7652339ad4e8e1
        08ae72d41bb6f57d27348ef1483c58cdb67e507a672f1bd8f41366bbc809b29e4e924e4c8337974b73d983bcfa53810bc43d
        e9a12ca98c8591a151de9db4fc9dff02bcadc6ef2f010000
        """)),
    Sample(
      name: "three gzip members, the second empty", coding: .gzip,
      bytes: bytes(
        """
        1f8b08000000000002032dcccb09c0201045d1565e01926a02598f28383046d011c9ce4292e6ac24e6b3bd70ee1a3c22ef5c
        d4671462079d2550b6a966b454c5c17ad8caa20b463f378fc6226f716035a35f28d33cd880f6ef10e948ff906ff9c6875d64
        0000001f8b0800000000000203030000000000000000001f8b0800000000000203b58ced0980300c0557790314a77181c606
        1ad106d2d4d2edfd4070027fdee3de39bab62da1a84f98332347236d16e017ec71a8a14649e1f588414d36871e6cc852a1b4
        f2e2a2a506c4929edfb7a1b3dd9d327ecf9ff489ce11cb000000
        """)),
    Sample(
      name: "python's zlib module", coding: .deflate,
      bytes: bytes(
        """
        78dab5ce410ac3201005d0abfc03484f13e85aeb80538c033a56b2cb41dacbe524356940c8bedbcffcf7670a84991317a58c
        62d9437b126c7652339ad4e8e108ae72d41bb6f57d27348ef1483c58cdb67e507a672f1bd8f41366bbc809b29e4e924e4c83
        37974b73d983bcfa53810bc43de9a12ca98c8591a151de9db4fc9dff02bf066dd9
        """)),
    Sample(
      name: "a bare deflate stream", coding: .deflate,
      bytes: bytes(
        """
        b5ce410ac3201005d0abfc03484f13e85aeb80538c033a56b2cb41dacbe524356940c8bedbcffcf7670a84991317a58c62d9
        437b126c7652339ad4e8e108ae72d41bb6f57d27348ef1483c58cdb67e507a672f1bd8f41366bbc809b29e4e924e4c833797
        4b73d983bcfa53810bc43de9a12ca98c8591a151de9db4fc9dff02
        """)),
    Sample(
      name: "brotli -q 11", coding: .br,
      bytes: bytes(
        """
        a1700900e248b071990b5b86a725d595b8732e55e9b21ace075af6e0ca1390b3d36607ec778b83b62c496a7b9138a0d717b4
        b75b66b21945b72019ee7b275a25dc3d652071e7b3d35f0fca153f117c7de1a59e1175faa831761ee581170cee5701c0c6d8
        8d88585842ce002fbf09c6f42a5e7efb7bbe01
        """)),
    Sample(
      name: "brotli -q 1 -w 24", coding: .br,
      bytes: bytes(
        """
        0f97000080aaaaaaeaff7465b82bd8ede4007e563115001107551580455dc16e763ab8df2f66b3ab6e0bd87e3b0c304c30c6
        00130c041f36c63a4342ef5ec2183a35921d51b5218521d5c99663dbea0dc4a0a53d0f3cf7efcdd8da3ba88c0d9ae5b9ff08
        618166419d16cb512f9322345da86979202a2fc1d2d3f666f982d4c40af6658768c0e8c367aacda878e303363b63d479257e
        de
        """)),
  ]

  /// Text that the preset dictionary shortens, which nobody here has.
  static let withDictionary = bytes(
    """
    78f9a95216940ba1402f502ab344e751c35c8562a01e90661d85c43c8809b98995f95003334ba0e6e4e5038d084118af83a6
    5207cd3e85fc32a0a332328b15f293b252934b32f3f38a113620c414ca538b40e6e455d2dc7800bf066dd9
    """)

  static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.filter { $0 != 0x0A }.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
