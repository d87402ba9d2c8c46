// Offsets of an answer, which count what the client asked for, as bytes of its UTF-8 text.
#ifndef LECTOR_CLI_OFFSETS_H_
#define LECTOR_CLI_OFFSETS_H_

#include <lector/v1/document.pb.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace lector::cli {

// A stretch of bytes, half-open.
struct ByteSpan {
  size_t begin = 0;
  size_t end = 0;

  bool empty() const { return begin >= end; }
  bool operator==(const ByteSpan&) const = default;
};

class OffsetMap {
 public:
  // `text` must outlive the map.
  OffsetMap(std::string_view text, v1::OffsetEncoding encoding);

  // Offsets behind the end of the text become its end.
  size_t ToByte(uint32_t offset) const;
  ByteSpan ToBytes(const v1::Span& span) const { return {ToByte(span.begin()), ToByte(span.end())}; }

 private:
  std::string_view text_;
  std::vector<uint32_t> bytes_;  // byte of each unit and of the end; empty when units are bytes
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_OFFSETS_H_
