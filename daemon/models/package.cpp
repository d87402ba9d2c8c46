#include "daemon/models/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <openssl/sha.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

namespace lector::models {
namespace {

constexpr size_t kMaxMember = size_t{1} << 30;  // far above anything in a package of models; bounds what a damaged one may ask

using Reader = std::unique_ptr<struct archive, decltype([](struct archive* a) { archive_read_free(a); })>;

Status Broken(const std::string& name, const std::string& why) {
  return Status(Code::kFailedPrecondition, name + " cannot be read: " + why, "PACKAGE_BROKEN");
}

Result<Bytes> ReadData(struct archive* reader, const std::string& name) {
  Bytes out;
  std::array<std::byte, 1 << 16> buffer;
  for (;;) {
    const la_ssize_t size = archive_read_data(reader, buffer.data(), buffer.size());
    if (size < 0) return Broken(name, archive_error_string(reader));
    if (size == 0) return out;
    if (out.size() + static_cast<size_t>(size) > kMaxMember) return Broken(name, "it is far too big");
    out.insert(out.end(), buffer.begin(), buffer.begin() + size);
  }
}

Status OpenMemory(struct archive* reader, const std::string& name, std::span<const std::byte> bytes) {
  if (archive_read_open_memory(reader, bytes.data(), bytes.size()) == ARCHIVE_OK) return Status();
  return Broken(name, archive_error_string(reader));
}

}  // namespace

Result<Bytes> ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary | std::ios::ate);
  if (!stream) return Status(Code::kNotFound, "cannot open " + path + ": " + std::generic_category().message(errno));
  const std::streamoff size = stream.tellg();
  if (size < 0) return Status(Code::kUnavailable, path + " is no file that can be read");
  Bytes out(static_cast<size_t>(size));
  stream.seekg(0);
  if (!stream.read(reinterpret_cast<char*>(out.data()), size)) return Status(Code::kUnavailable, "cannot read " + path);
  return out;
}

std::string Sha256(std::span<const std::byte> bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string out;
  for (const unsigned char byte : digest) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

Result<Archive> Archive::Read(std::string name, std::span<const std::byte> bytes,
                              const std::function<bool(std::string_view member)>& wanted) {
  const Reader reader(archive_read_new());
  archive_read_support_format_zip(reader.get());
  archive_read_support_format_tar(reader.get());
  if (Status status = OpenMemory(reader.get(), name, bytes); !status.ok()) return status;
  Archive out;
  out.name_ = std::move(name);
  for (;;) {
    struct archive_entry* entry = nullptr;
    const int code = archive_read_next_header(reader.get(), &entry);
    if (code == ARCHIVE_EOF) return out;
    if (code != ARCHIVE_OK) return Broken(out.name_, archive_error_string(reader.get()));
    const char* const member = archive_entry_pathname(entry);
    if (member == nullptr || archive_entry_filetype(entry) != AE_IFREG || (wanted && !wanted(member))) continue;
    Result<Bytes> data = ReadData(reader.get(), out.name_ + ": " + member);
    if (!data.ok()) return data.status();
    out.members_[member] = *std::move(data);
  }
}

Result<std::span<const std::byte>> Archive::Member(const std::string& member) const {
  const auto found = members_.find(member);
  if (found == members_.end()) return Broken(name_, "it has no '" + member + "'");
  return std::span<const std::byte>(found->second);
}

Result<std::span<const std::byte>> Archive::Member(const std::string& member, size_t size) const {
  Result<std::span<const std::byte>> out = Member(member);
  if (out.ok() && out->size() != size)
    return Broken(name_, member + " has " + std::to_string(out->size()) + " bytes, not " + std::to_string(size));
  return out;
}

Result<Archive> Archive::Nested(const std::string& member) const {
  const Result<std::span<const std::byte>> bytes = Member(member);
  if (!bytes.ok()) return bytes.status();
  return Read(name_ + ": " + member, *bytes);
}

Result<Bytes> Archive::Gunzip(const std::string& member) const {
  const Result<std::span<const std::byte>> bytes = Member(member);
  if (!bytes.ok()) return bytes.status();
  const std::string name = name_ + ": " + member;
  const Reader reader(archive_read_new());
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_format_raw(reader.get());
  if (Status status = OpenMemory(reader.get(), name, *bytes); !status.ok()) return status;
  struct archive_entry* entry = nullptr;
  if (archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK) return Broken(name, archive_error_string(reader.get()));
  if (archive_filter_code(reader.get(), 0) != ARCHIVE_FILTER_GZIP) return Broken(name, "it is not gzip");
  return ReadData(reader.get(), name);
}

Result<std::string> Archive::GunzipText(const std::string& member) const {
  const Result<Bytes> bytes = Gunzip(member);
  if (!bytes.ok()) return bytes.status();
  return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

}  // namespace lector::models
