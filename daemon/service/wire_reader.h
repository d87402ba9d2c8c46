// WireReader: the fields of one message in protobuf's wire format (protobuf.dev/programming-guides/encoding).
//
//   WireReader in(bytes);
//   while (in.Next())
//     if (in.Is(v1::Document::kTextFieldNumber, WireReader::kBytes)) text = in.bytes();
//   if (!in.ok()) ...
#ifndef LECTOR_DAEMON_SERVICE_WIRE_READER_H_
#define LECTOR_DAEMON_SERVICE_WIRE_READER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lector::service {

class WireReader {
 public:
  enum Type : uint32_t { kVarint = 0, kBytes = 2 };

  explicit WireReader(std::string_view message) : at_(message.data()), end_(message.data() + message.size()) {}

  // False at the end, and at what is not sound or of another wire type than these two: then ok() is false.
  bool Next() {
    uint64_t tag = 0;
    if (!ok_ || at_ == end_) return false;
    if (!Varint(tag) || tag > UINT32_MAX || tag >> 3 == 0 || !Varint(value_)) return ok_ = false;
    field_ = static_cast<int>(tag >> 3);
    type_ = static_cast<uint32_t>(tag & 7);
    if (type_ == kVarint) return true;
    if (type_ != kBytes || value_ > static_cast<size_t>(end_ - at_)) return ok_ = false;
    bytes_ = {at_, static_cast<size_t>(value_)};
    at_ += value_;
    return true;
  }

  bool ok() const { return ok_; }
  int field() const { return field_; }
  bool Is(int field, Type type) const { return field_ == field && type_ == type; }
  uint64_t value() const { return value_; }           // of a varint
  std::string_view bytes() const { return bytes_; }  // borrowed from the message

 private:
  bool Varint(uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= static_cast<uint64_t>(byte & 0x7Fu) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }

  const char* at_;
  const char* end_;
  bool ok_ = true;
  int field_ = 0;
  uint32_t type_ = 0;
  uint64_t value_ = 0;
  std::string_view bytes_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_WIRE_READER_H_
