// Offsets: from bytes of UTF-8, as everything inside uses them, to the encoding of a client and back.
#ifndef LECTOR_DAEMON_TEXT_OFFSETS_H_
#define LECTOR_DAEMON_TEXT_OFFSETS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace lector::text {

enum class OffsetEncoding { kUtf8 = 1, kUtf16 = 2, kUtf32 = 3 };  // bytes, UTF-16 code units, code points

// Built in one pass over a valid UTF-8 text of at most 2^31 - 1 bytes; a look-up costs O(1). For ASCII text and for
// kUtf8 nothing is built. Immutable, thread-safe; the text must outlive it.
class OffsetMap {
 public:
  OffsetMap(std::string_view text, OffsetEncoding encoding);

  // `byte` is on a code point boundary, at most the size of the text.
  uint32_t FromByte(uint32_t byte) const;

 private:
  std::string_view text_;
  OffsetEncoding encoding_;
  std::vector<uint32_t> checkpoints_;  // the converted offset at every 64th byte
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_OFFSETS_H_
