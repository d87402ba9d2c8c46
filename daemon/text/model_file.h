// ModelFile: a compiled model or dictionary, mapped read-only and checked before anything in it is used.
//
// One container for every file that `lector-models` writes: named sections of plain arrays, each 64-byte aligned, under a
// header with the kind of file, its version, its size and a checksum of everything in it.
//
//   Result<ModelFile> file = ModelFile::Open(data_dir + "/tagger.ru.bin", "tagger.ru", 1);
//   if (!file.ok()) return file.status();                       // missing, of another kind or version, truncated, damaged
//   Result<std::span<const float>> bias = file->Array<float>("bias", 256);
//
// The checksum finds damage, not malice: what one value says about another (an offset, an id) is the reader's to check.
// Numbers are little-endian, as in memory.
#ifndef LECTOR_DAEMON_TEXT_MODEL_FILE_H_
#define LECTOR_DAEMON_TEXT_MODEL_FILE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "daemon/base/status.h"

namespace lector::text {

// Immutable and thread-safe once opened. Arrays point into the mapping and live as long as the object they came from, or
// the one it was moved into. Pages are shared with every process that maps the same file.
class ModelFile {
 public:
  // `kind`: at most 15 characters. NOT_FOUND (reason MODEL_MISSING): no such file. FAILED_PRECONDITION: it is no such file
  // (MODEL_FOREIGN), of another version (MODEL_VERSION), or truncated or damaged (MODEL_DAMAGED). Each message names the file
  // and what to do. Reads the whole file once, at the speed of memory: Map() and Check().
  static Result<ModelFile> Open(const std::string& path, std::string_view kind, uint32_t version);

  // The first half, which looks at the header alone: all that can be said of a file that may never be needed. Nothing else may
  // be asked of it before Check(). What comes to the path afterwards does not change what is mapped.
  static Result<ModelFile> Map(const std::string& path, std::string_view kind, uint32_t version);
  // The second half. MODEL_DAMAGED.
  Status Check() const;

  ModelFile(ModelFile&& other) noexcept { *this = std::move(other); }
  ModelFile& operator=(ModelFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(map_, other.map_);
    return *this;
  }
  ~ModelFile();

  // A section as an array. FAILED_PRECONDITION: there is none, its elements have another size, or (where `count` is given)
  // it has another number of them.
  template <class T>
  Result<std::span<const T>> Array(std::string_view section) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAlignment);
    const Result<std::span<const std::byte>> bytes = Section(section, sizeof(T));
    if (!bytes.ok()) return bytes.status();
    return std::span<const T>(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T));
  }
  template <class T>
  Result<std::span<const T>> Array(std::string_view section, size_t count) const {
    Result<std::span<const T>> out = Array<T>(section);
    if (out.ok() && out->size() != count) return WrongCount(section, out->size(), count);
    return out;
  }
  // A section of characters.
  Result<std::string_view> Text(std::string_view section) const;

  // The error of a reader that found a value which cannot be: names the file and what to do.
  Status Damaged(std::string_view what) const;

  // Gives back the pages that were read to check the file; those that are used come again from the page cache. A daemon whose
  // extractors ask for none of it so holds none of it in memory.
  void ReleasePages() const;

  const std::string& path() const { return path_; }
  size_t size() const { return map_.size(); }

 private:
  friend class ModelFileWriter;
  static constexpr size_t kAlignment = 64;

  ModelFile(std::string path, std::span<const std::byte> map) : path_(std::move(path)), map_(map) {}
  Status CheckHeader(std::string_view kind, uint32_t version) const;
  Result<std::span<const std::byte>> Section(std::string_view name, size_t element_size) const;
  Status WrongCount(std::string_view section, size_t is, size_t should_be) const;

  std::string path_;
  std::span<const std::byte> map_;
};

// Collects sections and writes them; not thread-safe. Copies what it is given.
class ModelFileWriter {
 public:
  ModelFileWriter(std::string kind, uint32_t version) : kind_(std::move(kind)), version_(version) {}

  // `name`: at most 27 characters, used once.
  template <class T>
  void Add(std::string name, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    AddBytes(std::move(name), sizeof(T), std::as_bytes(values));
  }
  template <class T>
  void Add(std::string name, const std::vector<T>& values) {
    Add(std::move(name), std::span<const T>(values));
  }
  void AddText(std::string name, std::string_view text) { Add(std::move(name), std::span<const char>(text)); }

  // Writes beside `path` and renames, so that a process which has the old file mapped keeps it whole.
  Status Write(const std::string& path) const;
  std::vector<std::byte> Bytes() const;  // what Write() writes

 private:
  struct Section {
    std::string name;
    size_t element_size;
    std::vector<std::byte> bytes;
  };
  void AddBytes(std::string name, size_t element_size, std::span<const std::byte> bytes);

  const std::string kind_;
  const uint32_t version_;
  std::vector<Section> sections_;
};

// Sets the checksum of a file in memory right again; for tests that damage what is in it.
void RepairModelFileChecksum(std::span<std::byte> file);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_MODEL_FILE_H_
