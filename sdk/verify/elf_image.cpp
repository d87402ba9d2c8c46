#include "elf_image.h"

#include <algorithm>
#include <bit>

namespace lector::verify {
namespace {

constexpr uint16_t kMaxHeaders = 128;                     // a real library has about ten
constexpr uint64_t kMaxImageSize = uint64_t{1} << 32;     // memory from the first to the last segment

#if defined(__x86_64__)
constexpr uint16_t kMachine = EM_X86_64;
constexpr const char* kMachineName = "x86-64";
#elif defined(__aarch64__)
constexpr uint16_t kMachine = EM_AARCH64;
constexpr const char* kMachineName = "AArch64";
#elif defined(__riscv) && __riscv_xlen == 64
constexpr uint16_t kMachine = EM_RISCV;
constexpr const char* kMachineName = "RISC-V";
#elif defined(__powerpc64__)
constexpr uint16_t kMachine = EM_PPC64;
constexpr const char* kMachineName = "PowerPC64";
#else
#error "the ELF machine number of this architecture is not known here: add it"
#endif
constexpr unsigned char kByteOrder = std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

bool Fail(std::string* problem, std::string why) {
  *problem = std::move(why);
  return false;
}

std::string CheckIdentity(const Elf64_Ehdr& header) {
  if (header.e_ident[EI_CLASS] != ELFCLASS64) return "not a 64-bit ELF file";
  if (header.e_ident[EI_DATA] != kByteOrder) return "its byte order is not that of this machine";
  if (header.e_ident[EI_VERSION] != EV_CURRENT || header.e_version != EV_CURRENT) return "an unknown version of ELF";
  if (header.e_machine != kMachine)
    return "built for another machine (ELF number " + std::to_string(header.e_machine) + "), this daemon is for " + kMachineName;
  if (header.e_type != ET_DYN) return "an ELF file, but not a shared library (type " + std::to_string(header.e_type) + ")";
  return {};
}

}  // namespace

std::optional<ElfImage> ElfImage::Parse(std::string_view file, std::string* problem) {
  ElfImage image(file);
  if (!image.ReadHeaders(problem) || !image.CheckSegments(problem) || !image.ReadDynamic(problem)) return std::nullopt;
  return image;
}

bool ElfImage::ReadHeaders(std::string* problem) {
  if (!file_.starts_with(std::string_view(ELFMAG, SELFMAG)))
    return Fail(problem, file_.empty() ? "the file is empty" : "not an ELF file");
  Elf64_Ehdr header;
  if (!Read(0, &header)) return Fail(problem, "the file ends inside its ELF header");
  if (std::string why = CheckIdentity(header); !why.empty()) return Fail(problem, std::move(why));
  if (header.e_phentsize != sizeof(Elf64_Phdr)) return Fail(problem, "its program headers have an unknown size");
  if (header.e_phnum == 0 || header.e_phnum > kMaxHeaders)
    return Fail(problem, std::to_string(header.e_phnum) + " program headers, expected 1 to " + std::to_string(kMaxHeaders));
  headers_.resize(header.e_phnum);
  const uint64_t size = headers_.size() * sizeof(Elf64_Phdr);
  if (!Within(header.e_phoff, size)) return Fail(problem, "the program headers lie outside the file: it is truncated");
  std::memcpy(headers_.data(), file_.data() + header.e_phoff, size);
  return true;
}

bool ElfImage::CheckSegments(std::string* problem) const {
  bool loads = false;
  uint64_t first = 0, last = 0;
  for (const Elf64_Phdr& header : headers_) {
    if (header.p_type != PT_NULL && header.p_type != PT_GNU_STACK && !Within(header.p_offset, header.p_filesz))
      return Fail(problem, "a segment ends at byte " + std::to_string(header.p_offset) + " + " + std::to_string(header.p_filesz) +
                               ", but the file has " + std::to_string(file_.size()) + ": it is truncated");
    if (header.p_type != PT_LOAD) continue;
    if (header.p_memsz < header.p_filesz) return Fail(problem, "a segment is larger in the file than in memory");
    if (header.p_vaddr > UINT64_MAX - header.p_memsz) return Fail(problem, "a segment wraps around the address space");
    if (header.p_align > 1 && (!std::has_single_bit(header.p_align) || (header.p_vaddr - header.p_offset) % header.p_align != 0))
      return Fail(problem, "a segment is not aligned as it says");
    if (loads && header.p_vaddr < last) return Fail(problem, "its segments overlap or are not in order");
    if (!loads) first = header.p_vaddr;
    last = header.p_vaddr + header.p_memsz;
    loads = true;
  }
  if (!loads) return Fail(problem, "nothing to load in it");
  if (last - first > kMaxImageSize) return Fail(problem, "it asks for more than 4 GiB of memory");
  return true;
}

bool ElfImage::ReadDynamic(std::string* problem) {
  const auto is_dynamic = [](const Elf64_Phdr& header) { return header.p_type == PT_DYNAMIC; };
  const auto header = std::find_if(headers_.begin(), headers_.end(), is_dynamic);
  if (header == headers_.end()) return Fail(problem, "no dynamic table: not a shared library");
  if (std::find_if(header + 1, headers_.end(), is_dynamic) != headers_.end()) return Fail(problem, "more than one dynamic table");
  // The loader follows the address, a reader of the file the offset: they must be the same place.
  if (FileOffset(header->p_vaddr, header->p_filesz) != header->p_offset)
    return Fail(problem, "its dynamic table is not part of what is loaded");

  bool ended = false;
  for (uint64_t at = 0; !ended && header->p_filesz - at >= sizeof(Elf64_Dyn); at += sizeof(Elf64_Dyn)) {
    Elf64_Dyn entry;
    if (!Read(header->p_offset + at, &entry)) break;
    ended = entry.d_tag == DT_NULL;
    if (!ended) dynamic_.push_back(entry);
  }
  if (!ended) return Fail(problem, "its dynamic table has no end");
  if (Value(DT_FLAGS_1).value_or(0) & DF_1_PIE) return Fail(problem, "a program, not a shared library");

  const uint64_t size = Value(DT_STRSZ).value_or(0);
  const std::optional<uint64_t> at = FileOffset(Value(DT_STRTAB).value_or(0), size);
  if (size == 0 || !at) return Fail(problem, "its string table lies outside the file");
  strings_ = file_.substr(*at, size);
  if (strings_.back() != '\0') return Fail(problem, "its string table has no end");
  return true;
}

std::optional<uint64_t> ElfImage::Value(int64_t tag) const {
  for (const Elf64_Dyn& entry : dynamic_)
    if (entry.d_tag == tag) return entry.d_un.d_val;
  return std::nullopt;
}

std::optional<std::vector<std::string>> ElfImage::Needed() const {
  std::vector<std::string> out;
  for (const Elf64_Dyn& entry : dynamic_) {
    if (entry.d_tag != DT_NEEDED) continue;
    const std::optional<std::string_view> name = Name(entry.d_un.d_val);
    if (!name) return std::nullopt;
    out.emplace_back(*name);
  }
  return out;
}

std::string_view ElfImage::NoteBytes(const Elf64_Phdr& header) const {
  if (FileOffset(header.p_vaddr, header.p_filesz) != header.p_offset) return {};
  return file_.substr(header.p_offset, header.p_filesz);
}

std::optional<std::string_view> ElfImage::Name(uint64_t offset, size_t limit) const {
  if (offset >= strings_.size()) return std::nullopt;
  const std::string_view rest = strings_.substr(offset, limit);
  return rest.substr(0, rest.find('\0'));
}

std::optional<std::vector<Elf64_Sym>> ElfImage::Symbols() const {
  const std::optional<uint64_t> count = CountSymbols();
  if (!count || Value(DT_SYMENT).value_or(0) != sizeof(Elf64_Sym)) return std::nullopt;
  if (*count <= 1) return std::vector<Elf64_Sym>();
  if (*count > file_.size() / sizeof(Elf64_Sym)) return std::nullopt;
  const std::optional<uint64_t> at = FileOffset(Value(DT_SYMTAB).value_or(0), *count * sizeof(Elf64_Sym));
  if (!at) return std::nullopt;
  std::vector<Elf64_Sym> out(*count - 1);
  std::memcpy(out.data(), file_.data() + *at + sizeof(Elf64_Sym), out.size() * sizeof(Elf64_Sym));
  return out;
}

// The dynamic table does not say how many symbols there are; the hash tables do.
std::optional<uint64_t> ElfImage::CountSymbols() const {
  if (const std::optional<uint64_t> address = Value(DT_GNU_HASH)) {
    const std::optional<uint64_t> at = FileOffset(*address, 4 * sizeof(uint32_t));
    return at ? CountByGnuHash(*at) : std::nullopt;
  }
  if (const std::optional<uint64_t> address = Value(DT_HASH)) {
    const std::optional<uint64_t> at = FileOffset(*address, 2 * sizeof(uint32_t));
    uint32_t chains = 0;
    if (!at || !Read(*at + sizeof(uint32_t), &chains)) return std::nullopt;
    return chains;
  }
  return std::nullopt;
}

// Header (buckets, first symbol, bloom words, shift), bloom filter, buckets with the lowest symbol of each, and for each
// symbol a hash whose lowest bit ends the chain of its bucket: the last symbol ends the chain of the highest bucket.
std::optional<uint64_t> ElfImage::CountByGnuHash(uint64_t offset) const {
  uint32_t bucket_count = 0, first = 0, bloom_words = 0;
  if (!Read(offset, &bucket_count) || !Read(offset + 4, &first) || !Read(offset + 8, &bloom_words)) return std::nullopt;
  const uint64_t buckets = offset + 16 + uint64_t{bloom_words} * 8;
  if (!Within(buckets, uint64_t{bucket_count} * 4)) return std::nullopt;
  uint32_t last = 0;
  for (uint64_t i = 0; i < bucket_count; ++i) {
    uint32_t symbol = 0;
    if (!Read(buckets + i * 4, &symbol)) return std::nullopt;
    last = std::max(last, symbol);
  }
  if (last == 0) return first;  // no symbol is looked up
  if (last < first) return std::nullopt;
  const uint64_t chains = buckets + uint64_t{bucket_count} * 4;
  for (uint64_t symbol = last;; ++symbol) {
    uint32_t hash = 0;
    if (!Read(chains + (symbol - first) * 4, &hash)) return std::nullopt;
    if (hash & 1u) return symbol + 1;
  }
}

std::optional<uint64_t> ElfImage::FileOffset(uint64_t address, uint64_t size) const {
  for (const Elf64_Phdr& header : headers_) {
    if (header.p_type != PT_LOAD || address < header.p_vaddr) continue;
    const uint64_t inside = address - header.p_vaddr;
    if (inside <= header.p_filesz && size <= header.p_filesz - inside) return header.p_offset + inside;
  }
  return std::nullopt;
}

bool ElfImage::IsMapped(uint64_t address, uint64_t size) const {
  return std::any_of(headers_.begin(), headers_.end(), [&](const Elf64_Phdr& header) {
    if (header.p_type != PT_LOAD || address < header.p_vaddr) return false;
    const uint64_t inside = address - header.p_vaddr;
    return inside <= header.p_memsz && size <= header.p_memsz - inside;
  });
}

}  // namespace lector::verify
