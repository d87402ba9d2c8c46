// WireWriter: protobuf's wire format (protobuf.dev/programming-guides/encoding), written from the end to the beginning.
//
// What an answer says stands in the engine's findings. Writing it straight from there saves building some hundred message
// objects first; going backwards, the length of a nested message is known when its head is written, so one pass is enough.
// Fields are written in falling order of their numbers, repeated fields from the last, and so the bytes are those of
// protobuf's own deterministic serialisation. As in proto3, a scalar that is zero or empty is left out.
//
//   WireWriter out(4096);
//   out.Uint(v1::Span::kEndFieldNumber, 7);
//   out.Uint(v1::Span::kBeginFieldNumber, 3);
//   out.EndMessage(v1::Annotation::kSpanFieldNumber, 0);  // everything since 0 bytes were written is the span
#ifndef LECTOR_DAEMON_SERVICE_WIRE_WRITER_H_
#define LECTOR_DAEMON_SERVICE_WIRE_WRITER_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace lector::service {

class WireWriter {
 public:
  explicit WireWriter(size_t capacity) : buffer_(new char[capacity]), capacity_(capacity), begin_(capacity) {}

  size_t size() const { return capacity_ - begin_; }
  std::string_view bytes() const { return {buffer_.get() + begin_, size()}; }
  // The memory that bytes() lie in; nothing more is written.
  std::unique_ptr<char[]> Release() { return std::move(buffer_); }

  void Uint(int field, uint64_t value) {
    if (value == 0) return;
    Reserve(2 * kMaxVarint);
    Varint(value);
    Tag(field, 0);
  }
  void Float(int field, float value) {
    const auto bits = std::bit_cast<uint32_t>(value);
    if (bits == 0) return;
    Reserve(sizeof bits + kMaxVarint);
    for (int shift = 24; shift >= 0; shift -= 8) buffer_[--begin_] = static_cast<char>(bits >> shift);
    Tag(field, 5);
  }
  void String(int field, std::string_view value) {
    if (!value.empty()) Bytes(field, value);
  }
  // Also when empty: a message without fields, an element of a repeated field, the member of a oneof.
  void Bytes(int field, std::string_view value) {
    Reserve(value.size() + 2 * kMaxVarint);
    begin_ -= value.size();
    value.copy(buffer_.get() + begin_, value.size());
    Varint(value.size());
    Tag(field, 2);
  }
  // Makes a message of all that was written since size() was `mark`.
  void EndMessage(int field, size_t mark) {
    Reserve(2 * kMaxVarint);
    Varint(size() - mark);
    Tag(field, 2);
  }

 private:
  static constexpr size_t kMaxVarint = 10;

  void Tag(int field, uint32_t type) { Varint(static_cast<uint32_t>(field) << 3 | type); }
  void Varint(uint64_t value) {
    const size_t length = (static_cast<size_t>(std::bit_width(value | 1)) + 6) / 7;
    begin_ -= length;
    char* to = buffer_.get() + begin_;
    for (; value >= 0x80; value >>= 7) *to++ = static_cast<char>(value | 0x80);
    *to = static_cast<char>(value);
  }
  void Reserve(size_t more) {
    if (begin_ < more) Grow(more);
  }
  void Grow(size_t more) {
    const size_t capacity = 2 * capacity_ + more, begin = capacity - size();
    std::unique_ptr<char[]> grown(new char[capacity]);
    std::memcpy(grown.get() + begin, buffer_.get() + begin_, size());
    buffer_ = std::move(grown);
    capacity_ = capacity;
    begin_ = begin;
  }

  std::unique_ptr<char[]> buffer_;
  size_t capacity_, begin_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_WIRE_WRITER_H_
