#include "daemon/text/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace lector::text {
namespace {

static_assert(std::endian::native == std::endian::little, "compiled files are little-endian");

constexpr char kMagic[8] = {'L', 'E', 'C', 'T', 'O', 'R', 'M', '1'};
constexpr char kRemedy[] = "compile it again with lector-models (./dev build does)";

struct Header {
  char magic[8];
  char kind[16];  // zero-filled
  uint32_t version, section_count;
  uint64_t file_size;
  uint64_t checksum;  // XXH3 of the file with this field zero
  uint64_t reserved[2];
};
static_assert(sizeof(Header) == 64);

struct Entry {    // the table of sections follows the header
  char name[28];  // zero-filled
  uint32_t element_size;
  uint64_t offset, size;
};
static_assert(sizeof(Entry) == 48);

template <size_t kSize>
std::string_view Name(const char (&text)[kSize]) {
  return {text, strnlen(text, kSize)};
}

template <size_t kSize>
void SetName(char (&field)[kSize], std::string_view text) {
  assert(text.size() < kSize);
  text.copy(field, std::min(text.size(), kSize - 1));
}

uint64_t Checksum(std::span<const std::byte> file) {
  Header header;
  std::memcpy(&header, file.data(), sizeof header);
  header.checksum = 0;
  // Seeding with the header's own hash spares a streaming state.
  return XXH3_64bits_withSeed(file.data() + sizeof header, file.size() - sizeof header, XXH3_64bits(&header, sizeof header));
}

size_t Aligned(size_t offset, size_t alignment) { return (offset + alignment - 1) / alignment * alignment; }

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  const int value_;
};

Status SystemError(const std::string& doing, int error) {
  return Status(Code::kUnavailable, doing + ": " + std::generic_category().message(error), "MODEL_IO");
}

Status WriteAll(int descriptor, std::span<const std::byte> bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t wrote = write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return SystemError("cannot write " + path, errno);
    bytes = bytes.subspan(static_cast<size_t>(wrote));
  }
  return Status();
}

}  // namespace

Result<ModelFile> ModelFile::Open(const std::string& path, std::string_view kind, uint32_t version) {
  Result<ModelFile> file = Map(path, kind, version);
  if (!file.ok()) return file;
  if (Status status = file->Check(); !status.ok()) return status;
  return file;
}

Result<ModelFile> ModelFile::Map(const std::string& path, std::string_view kind, uint32_t version) {
  const Descriptor descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.value() < 0) {
    if (errno != ENOENT && errno != ENOTDIR) return SystemError("cannot open " + path, errno);
    return Status(Code::kNotFound, path + " is not there: " + kRemedy, "MODEL_MISSING");
  }
  struct stat info = {};
  if (fstat(descriptor.value(), &info) != 0) return SystemError("cannot look at " + path, errno);
  if (!S_ISREG(info.st_mode)) return Status(Code::kFailedPrecondition, path + " is no regular file", "MODEL_FOREIGN");
  const size_t size = static_cast<size_t>(info.st_size);
  ModelFile file(path, {});
  if (size < sizeof(Header)) return file.Damaged("it has " + std::to_string(size) + " bytes");
  void* const map = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor.value(), 0);
  if (map == MAP_FAILED) return SystemError("cannot map " + path, errno);
  file.map_ = {static_cast<const std::byte*>(map), size};
  if (Status status = file.CheckHeader(kind, version); !status.ok()) return status;
  return file;
}

void ModelFile::ReleasePages() const { madvise(const_cast<std::byte*>(map_.data()), map_.size(), MADV_DONTNEED); }

ModelFile::~ModelFile() {
  if (!map_.empty()) munmap(const_cast<std::byte*>(map_.data()), map_.size());
}

Status ModelFile::CheckHeader(std::string_view kind, uint32_t version) const {
  Header header;
  std::memcpy(&header, map_.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
    return Status(Code::kFailedPrecondition, path_ + " is no compiled model: " + kRemedy, "MODEL_FOREIGN");
  if (Name(header.kind) != kind) {
    return Status(Code::kFailedPrecondition,
                  path_ + " is of kind '" + std::string(Name(header.kind)) + "', not '" + std::string(kind) + "': " + kRemedy,
                  "MODEL_FOREIGN");
  }
  if (header.version != version) {
    return Status(Code::kFailedPrecondition,
                  path_ + " is of version " + std::to_string(header.version) + ", this build reads version " +
                      std::to_string(version) + ": " + kRemedy,
                  "MODEL_VERSION");
  }
  if (header.file_size != map_.size())
    return Damaged("it has " + std::to_string(map_.size()) + " bytes of " + std::to_string(header.file_size));
  return Status();
}

Status ModelFile::Check() const {
  // All pages at once; a kernel that does not know this (before 5.14) brings them as they are read.
  madvise(const_cast<std::byte*>(map_.data()), map_.size(), MADV_POPULATE_READ);
  Header header;
  std::memcpy(&header, map_.data(), sizeof header);
  if (header.checksum != Checksum(map_)) return Damaged("its checksum is wrong");
  const size_t room = map_.size() - sizeof header;
  if (header.section_count > room / sizeof(Entry)) return Damaged("its table of sections does not fit");
  const Entry* const entries = reinterpret_cast<const Entry*>(map_.data() + sizeof header);
  for (const Entry& entry : std::span(entries, header.section_count)) {
    if (entry.offset > map_.size() || entry.size > map_.size() - entry.offset || entry.offset % kAlignment != 0 ||
        entry.element_size == 0 || entry.size % entry.element_size != 0) {
      return Damaged("section '" + std::string(Name(entry.name)) + "' does not fit");
    }
  }
  return Status();
}

Result<std::span<const std::byte>> ModelFile::Section(std::string_view name, size_t element_size) const {
  Header header;
  std::memcpy(&header, map_.data(), sizeof header);
  const Entry* const entries = reinterpret_cast<const Entry*>(map_.data() + sizeof header);
  for (const Entry& entry : std::span(entries, header.section_count)) {
    if (Name(entry.name) != name) continue;
    if (entry.element_size != element_size) {
      return Damaged("elements of section '" + std::string(name) + "' have " + std::to_string(entry.element_size) +
                     " bytes, not " + std::to_string(element_size));
    }
    return map_.subspan(entry.offset, entry.size);
  }
  return Damaged("it has no section '" + std::string(name) + "'");
}

Result<std::string_view> ModelFile::Text(std::string_view section) const {
  const Result<std::span<const char>> text = Array<char>(section);
  if (!text.ok()) return text.status();
  return std::string_view(text->data(), text->size());
}

Status ModelFile::WrongCount(std::string_view section, size_t is, size_t should_be) const {
  return Damaged("section '" + std::string(section) + "' has " + std::to_string(is) + " elements, not " +
                 std::to_string(should_be));
}

Status ModelFile::Damaged(std::string_view what) const {
  return Status(Code::kFailedPrecondition, path_ + " is damaged (" + std::string(what) + "): " + kRemedy, "MODEL_DAMAGED");
}

void ModelFileWriter::AddBytes(std::string name, size_t element_size, std::span<const std::byte> bytes) {
  assert(name.size() < sizeof(Entry::name));
  sections_.push_back({std::move(name), element_size, {bytes.begin(), bytes.end()}});
}

std::vector<std::byte> ModelFileWriter::Bytes() const {
  Header header = {};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  SetName(header.kind, kind_);
  header.version = version_;
  header.section_count = static_cast<uint32_t>(sections_.size());
  std::vector<std::byte> out(sizeof header + sections_.size() * sizeof(Entry));
  std::vector<Entry> entries;
  for (const Section& section : sections_) {
    Entry entry = {};
    SetName(entry.name, section.name);
    entry.element_size = static_cast<uint32_t>(section.element_size);
    out.resize(Aligned(out.size(), ModelFile::kAlignment));
    entry.offset = out.size();
    entry.size = section.bytes.size();
    entries.push_back(entry);
    out.insert(out.end(), section.bytes.begin(), section.bytes.end());
  }
  header.file_size = out.size();
  std::memcpy(out.data(), &header, sizeof header);
  if (!entries.empty()) std::memcpy(out.data() + sizeof header, entries.data(), entries.size() * sizeof(Entry));
  RepairModelFileChecksum(out);
  return out;
}

Status ModelFileWriter::Write(const std::string& path) const {
  const std::string temporary = path + ".new-" + std::to_string(getpid());
  Status status;
  {
    const Descriptor descriptor(open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (descriptor.value() < 0) return SystemError("cannot write " + temporary, errno);
    status = WriteAll(descriptor.value(), Bytes(), temporary);
    if (status.ok() && fsync(descriptor.value()) != 0) status = SystemError("cannot write " + temporary, errno);
  }
  if (status.ok() && rename(temporary.c_str(), path.c_str()) != 0) status = SystemError("cannot write " + path, errno);
  if (!status.ok()) unlink(temporary.c_str());
  return status;
}

void RepairModelFileChecksum(std::span<std::byte> file) {
  if (file.size() < sizeof(Header)) return;
  const uint64_t checksum = Checksum(file);
  std::memcpy(file.data() + offsetof(Header, checksum), &checksum, sizeof checksum);
}

}  // namespace lector::text
