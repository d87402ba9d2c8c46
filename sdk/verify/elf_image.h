// ElfImage: the parts of an ELF file that matter before it is loaded, read within its bounds.
//
// Sees the file as the loader does: by program headers and the dynamic table, never by section headers, which a file need
// not have and which may lie. An address of the file's memory image is only followed where file bytes stand behind it.
#ifndef LECTOR_SDK_VERIFY_ELF_IMAGE_H_
#define LECTOR_SDK_VERIFY_ELF_IMAGE_H_

#include <elf.h>

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lector::verify {

class ElfImage {
 public:
  // nullopt with *problem set when the file cannot be what dlopen takes. The bytes must outlive the image.
  static std::optional<ElfImage> Parse(std::string_view file, std::string* problem);

  const std::vector<Elf64_Phdr>& headers() const { return headers_; }

  // Entries of the dynamic table. Value: the first with that tag.
  std::optional<uint64_t> Value(int64_t tag) const;
  // The libraries it links; nullopt: a name lies outside the string table.
  std::optional<std::vector<std::string>> Needed() const;

  // The bytes of a note segment; empty where it is not loaded from the file.
  std::string_view NoteBytes(const Elf64_Phdr& header) const;

  // Dynamic symbols but for the first, which is none; nullopt: the tables lie outside the file or are not there.
  std::optional<std::vector<Elf64_Sym>> Symbols() const;
  // The name at an offset of the string table, cut after `limit` bytes; nullopt: outside.
  std::optional<std::string_view> Name(uint64_t offset, size_t limit = 256) const;

  // Whether memory of the image stands at [address, address + size).
  bool IsMapped(uint64_t address, uint64_t size) const;

 private:
  explicit ElfImage(std::string_view file) : file_(file) {}

  bool ReadHeaders(std::string* problem);
  bool CheckSegments(std::string* problem) const;
  bool ReadDynamic(std::string* problem);
  std::optional<uint64_t> CountSymbols() const;
  std::optional<uint64_t> CountByGnuHash(uint64_t offset) const;
  // The place in the file behind an address of the image; nullopt where fewer than `size` bytes stand there.
  std::optional<uint64_t> FileOffset(uint64_t address, uint64_t size) const;

  bool Within(uint64_t offset, uint64_t size) const { return offset <= file_.size() && size <= file_.size() - offset; }
  template <class T>
  bool Read(uint64_t offset, T* out) const {
    static_assert(std::is_trivially_copyable_v<T>);
    if (!Within(offset, sizeof(T))) return false;
    std::memcpy(out, file_.data() + offset, sizeof(T));  // the file may put it at any alignment
    return true;
  }

  std::string_view file_;
  std::vector<Elf64_Phdr> headers_;
  std::vector<Elf64_Dyn> dynamic_;
  std::string_view strings_;
};

}  // namespace lector::verify
#endif  // LECTOR_SDK_VERIFY_ELF_IMAGE_H_
