#include "daemon/service/wire_diagnosis.h"

#include <map>
#include <optional>

#include "daemon/text/utf8.h"

namespace lector::service {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr int kMaxDepth = 100;  // of protobuf's parser

enum WireType : uint32_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kStartGroup = 3, kEndGroup = 4, kFixed32 = 5 };

// Walks the encoding as the parser does, and keeps the path.
class Walker {
 public:
  explicit Walker(std::string_view bytes) : bytes_(bytes) {}

  // The fault in bytes_[begin, end) as a message of `type` (nullptr: not known), or nothing.
  std::optional<Error> Message(const Descriptor* type, size_t begin, size_t end, const std::string& path, int depth) {
    if (depth > kMaxDepth) return Malformed(begin, path, "messages are nested more than 100 deep");
    std::map<int, int> seen;
    for (size_t at = begin; at < end;) {
      const size_t start = at;
      uint64_t tag = 0;
      if (!Varint(at, end, tag) || tag > UINT32_MAX) return Malformed(start, path, "there is no field number");
      const auto number = static_cast<int>(tag >> 3);
      if (number == 0) return Malformed(start, path, "there is a field with the number 0");
      const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByNumber(number);
      const int index = seen[number]++;
      if (auto error = Value(static_cast<WireType>(tag & 7), number, field, at, end, Path(path, field, index), depth))
        return error;
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> Value(WireType wire, int number, const FieldDescriptor* field, size_t& at, size_t end,
                             const std::string& path, int depth) {
    const size_t start = at;
    uint64_t value = 0;
    switch (wire) {
      case kVarint:
        return Varint(at, end, value) ? std::nullopt : Malformed(start, path, "a number does not end");
      case kFixed64:
        return Skip(at, end, 8) ? std::nullopt : Malformed(start, path, "it ends inside a number");
      case kFixed32:
        return Skip(at, end, 4) ? std::nullopt : Malformed(start, path, "it ends inside a number");
      case kLengthDelimited:
        return Delimited(field, at, end, path, depth);
      case kStartGroup:
        return Group(number, at, end, path, depth + 1);
      case kEndGroup:
        return Malformed(start, path, "a group ends that never began");
    }
    return Malformed(start, path, "there is a wire type that does not exist");
  }

  std::optional<Error> Delimited(const FieldDescriptor* field, size_t& at, size_t end, const std::string& path, int depth) {
    const size_t start = at;
    uint64_t size = 0;
    if (!Varint(at, end, size)) return Malformed(start, path, "a length does not end");
    if (size > end - at)
      return Malformed(start, path,
                       "a length of " + std::to_string(size) + " bytes is given where " + std::to_string(end - at) + " are left");
    const size_t begin = at;
    at += size;
    if (field == nullptr) return std::nullopt;
    if (field->type() == FieldDescriptor::TYPE_MESSAGE) return Message(field->message_type(), begin, at, path, depth + 1);
    if (field->type() != FieldDescriptor::TYPE_STRING) return std::nullopt;
    const std::string_view content = bytes_.substr(begin, size);
    const size_t bad = text::FindInvalidUtf8(content);
    if (bad == std::string_view::npos) return std::nullopt;
    return Error(Code::kInvalidArgument, text::DescribeInvalidUtf8(content, bad), "INVALID_UTF8", path)
        .With("byteOffset", std::to_string(bad));
  }

  // A group of unknown fields, up to its end tag.
  std::optional<Error> Group(int number, size_t& at, size_t end, const std::string& path, int depth) {
    if (depth > kMaxDepth) return Malformed(at, path, "groups are nested more than 100 deep");
    while (at < end) {
      const size_t start = at;
      uint64_t tag = 0;
      if (!Varint(at, end, tag) || tag > UINT32_MAX || tag >> 3 == 0) return Malformed(start, path, "there is no field number");
      const auto inner = static_cast<int>(tag >> 3);
      if ((tag & 7) == kEndGroup)
        return inner == number ? std::nullopt : Malformed(start, path, "a group ends with another number than it began with");
      if (auto error = Value(static_cast<WireType>(tag & 7), inner, nullptr, at, end, path, depth)) return error;
    }
    return Malformed(end, path, "it ends inside a group");
  }

  bool Varint(size_t& at, size_t end, uint64_t& value) const {
    value = 0;
    for (int shift = 0; shift < 70 && at < end; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at++]);
      if (shift < 64) value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }

  static bool Skip(size_t& at, size_t end, size_t size) {
    if (size > end - at) return false;
    at += size;
    return true;
  }

  static std::string Path(const std::string& path, const FieldDescriptor* field, int index) {
    if (field == nullptr) return path;
    std::string out = path.empty() ? field->name() : path + "." + field->name();
    if (field->is_repeated()) out += "[" + std::to_string(index) + "]";
    return out;
  }

  static std::optional<Error> Malformed(size_t offset, const std::string& path, const std::string& what) {
    return Error(Code::kInvalidArgument, "the message is not valid protobuf: " + what + ", at byte " + std::to_string(offset),
                 "MALFORMED_MESSAGE", path)
        .With("byteOffset", std::to_string(offset));
  }

  const std::string_view bytes_;
};

}  // namespace

Error Diagnose(const Descriptor& type, std::string_view bytes) {
  if (auto error = Walker(bytes).Message(&type, 0, bytes.size(), "", 1)) return *error;
  return Error(Code::kInvalidArgument, "the bytes are not a " + type.full_name(), "MALFORMED_MESSAGE");
}

}  // namespace lector::service
