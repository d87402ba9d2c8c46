#include <lector/verify.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "elf_image.h"

namespace lector::verify {
namespace {

using Problem = std::optional<Failure>;

constexpr size_t kBlock = size_t{1} << 16;  // of reading: larger ones are fetched from the system and cleared for each file
constexpr const char* kUseAddPlugin = "build it with lector_add_plugin() of the Lector SDK, which sets the right flags";

Problem CheckStack(const ElfImage& image) {
  for (const Elf64_Phdr& header : image.headers())
    if (header.p_type == PT_GNU_STACK) {
      if ((header.p_flags & PF_X) == 0) return std::nullopt;
      return Failure{"elf", "it makes the stack of the process executable", "link it with -Wl,-z,noexecstack; mark assembly files "
                     "with .section .note.GNU-stack,\"\",@progbits"};
    }
  return Failure{"elf", "it does not say that its stack is not executable (no PT_GNU_STACK), and so makes it executable",
                 "link it with -Wl,-z,noexecstack"};
}

// The Lector notes among the notes of a segment; `align`: of names and descriptions in it.
void CollectNotes(std::string_view bytes, uint64_t align, std::vector<lector_note>* found, bool* damaged) {
  constexpr std::string_view kName("Lector", 7);
  const auto round_up = [align](uint64_t n) { return (n + align - 1) / align * align; };
  uint64_t at = 0;
  while (at <= bytes.size() && bytes.size() - at >= sizeof(Elf64_Nhdr)) {
    Elf64_Nhdr header;
    std::memcpy(&header, bytes.data() + at, sizeof header);
    const uint64_t name = at + sizeof header, desc = name + round_up(header.n_namesz);
    if (desc > bytes.size() || header.n_descsz > bytes.size() - desc) break;
    if (bytes.substr(name, header.n_namesz) == kName && header.n_type == 1) {
      lector_note note = {};
      if (header.n_descsz == sizeof note - offsetof(lector_note, magic)) {
        std::memcpy(&note.magic, bytes.data() + desc, header.n_descsz);
        found->push_back(note);
      } else {
        *damaged = true;
      }
    }
    at = desc + round_up(header.n_descsz);
  }
}

Problem CheckVersions(const Report& report) {
  const std::string host = std::to_string(LECTOR_ABI_MAJOR) + "." + std::to_string(LECTOR_ABI_MINOR);
  const std::string plugin = std::to_string(report.abi_major) + "." + std::to_string(report.abi_minor_built);
  if (report.abi_major != LECTOR_ABI_MAJOR)
    return Failure{"note", "built for plugin ABI " + plugin + ", this daemon has " + host, "rebuild it with the SDK of ABI " + host};
  if (LECTOR_ABI_MAJOR == 0 && report.abi_minor_built != LECTOR_ABI_MINOR)
    return Failure{"note", "built for plugin ABI " + plugin + ", this daemon has " + host + "; before 1.0 both must be the same",
                   "rebuild it with the SDK of ABI " + host};
  if (report.abi_minor_needed > LECTOR_ABI_MINOR)
    return Failure{"note", "needs plugin ABI " + std::to_string(report.abi_major) + "." + std::to_string(report.abi_minor_needed) +
                   ", this daemon has " + host, "update the daemon, or build the plugin with an older SDK"};
  return std::nullopt;
}

Problem CheckNote(const ElfImage& image, Report* report) {
  std::vector<lector_note> notes;
  bool damaged = false;
  for (const Elf64_Phdr& header : image.headers())
    if (header.p_type == PT_NOTE) CollectNotes(image.NoteBytes(header), header.p_align == 8 ? 8 : 4, &notes, &damaged);
  if (damaged) return Failure{"note", "its Lector note has the wrong size", "rebuild it with the SDK of this daemon"};
  if (notes.empty())
    return Failure{"note", "no Lector note: a shared library, but no plugin",
                   "write LECTOR_PLUGIN (C++) or LECTOR_PLUGIN_NOTE (C) once in its source; move other libraries out of the folder"};
  if (notes.size() > 1)
    return Failure{"note", std::to_string(notes.size()) + " Lector notes, expected one", "write LECTOR_PLUGIN_NOTE once in a library"};
  if (notes[0].magic != LECTOR_PLUGIN_MAGIC)
    return Failure{"note", "its Lector note has the wrong magic number", "rebuild it with the SDK of this daemon"};
  report->abi_major = notes[0].abi_major;
  report->abi_minor_built = notes[0].abi_minor_built;
  report->abi_minor_needed = notes[0].abi_minor_needed;
  return CheckVersions(*report);
}

Problem CheckDependencies(const ElfImage& image, Report* report) {
  std::optional<std::vector<std::string>> needed = image.Needed();
  if (!needed) return Failure{"elf", "the name of a library it links lies outside the file", "copy the file again, or rebuild it"};
  report->needed = std::move(*needed);
  for (const std::string& library : report->needed)
    if (IsForbiddenLibrary(library))
      return Failure{"dependencies", "it links " + library + ", which the daemon has its own copy of: two in one process abort it",
                     "link no protobuf, gRPC or Abseil; report own records as JSON (lector_custom)"};
  if (image.Value(DT_FLAGS).value_or(0) & DF_STATIC_TLS)
    return Failure{"dependencies", "it needs static thread-local storage (DF_STATIC_TLS), of which a process has little",
                   "compile all of it with -fPIC and without -ftls-model=initial-exec"};
  return std::nullopt;
}

std::string Quoted(const ElfImage& image, const Elf64_Sym& symbol) {
  return "'" + std::string(image.Name(symbol.st_name).value_or("?")) + "'";
}

Problem CheckSymbols(const ElfImage& image, Report* report) {
  const std::optional<std::vector<Elf64_Sym>> symbols = image.Symbols();
  if (!symbols) return Failure{"elf", "its table of symbols lies outside the file", "copy the file again, or rebuild it"};
  const Elf64_Sym* entry = nullptr;
  std::string other, unique;
  size_t other_count = 0, unique_count = 0;
  for (const Elf64_Sym& symbol : *symbols) {
    const unsigned char binding = ELF64_ST_BIND(symbol.st_info);
    if (symbol.st_shndx == SHN_UNDEF || binding == STB_LOCAL) continue;
    if (binding == STB_GNU_UNIQUE && unique_count++ == 0) unique = Quoted(image, symbol);
    if (image.Name(symbol.st_name, sizeof LECTOR_PLUGIN_SYMBOL) == LECTOR_PLUGIN_SYMBOL) entry = &symbol;
    else if (other_count++ == 0) other = Quoted(image, symbol);
  }
  if (entry == nullptr)
    return Failure{"entry", "it does not export " LECTOR_PLUGIN_SYMBOL,
                   "write LECTOR_PLUGIN (C++), or declare the entry with LECTOR_EXPORT (C), and keep the symbol global"};
  if (ELF64_ST_TYPE(entry->st_info) != STT_OBJECT || entry->st_size < sizeof(lector_plugin_entry) ||
      !image.IsMapped(entry->st_value, entry->st_size))
    return Failure{"entry", LECTOR_PLUGIN_SYMBOL " is not a lector_plugin_entry", "export the struct itself: not a function, not a pointer"};
  if (unique_count > 0)
    report->warnings.push_back(std::to_string(unique_count) + " GNU_UNIQUE symbols (" + unique +
                               ", ...) are shared with other plugins: compile with -fno-gnu-unique, or " + kUseAddPlugin);
  if (other_count > 0)
    report->warnings.push_back("exports " + std::to_string(other_count) + " further symbols (" + other + ", ...): " + kUseAddPlugin);
  return std::nullopt;
}

void Warn(const ElfImage& image, Report* report) {
  if (image.Value(DT_TEXTREL) || (image.Value(DT_FLAGS).value_or(0) & DF_TEXTREL))
    report->warnings.push_back("it relocates its code (DT_TEXTREL): compile all of it with -fPIC");
  const auto writable_code = [](const Elf64_Phdr& header) {
    return header.p_type == PT_LOAD && (header.p_flags & (PF_W | PF_X)) == (PF_W | PF_X);
  };
  if (std::any_of(image.headers().begin(), image.headers().end(), writable_code))
    report->warnings.push_back("a segment of it is both writable and executable");
}

}  // namespace

bool IsForbiddenLibrary(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kPrefixes = {"libprotobuf", "libprotoc", "libgrpc", "libgpr",
                                                                "libabsl",     "libupb",    "libaddress_sorting"};
  name = name.substr(name.rfind('/') + 1);  // npos + 1 is 0
  return std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](std::string_view prefix) {
    if (!name.starts_with(prefix)) return false;
    const char next = name.size() > prefix.size() ? name[prefix.size()] : '\0';
    return (next < 'a' || next > 'z') || name.starts_with("libgrpc");  // "libgpr.so", not "libgprof.so"; all of "libgrpcpp"
  });
}

Report CheckBytes(std::string_view file) {
  Report report;
  std::string problem;
  const std::optional<ElfImage> image = ElfImage::Parse(file, &problem);
  if (!image) {
    report.failure = Failure{"elf", std::move(problem), "copy the file again, or build it as a shared library for this machine"};
    return report;
  }
  report.failure = CheckStack(*image);
  if (report.ok()) report.failure = CheckNote(*image, &report);
  if (report.ok()) report.failure = CheckDependencies(*image, &report);
  if (report.ok()) report.failure = CheckSymbols(*image, &report);
  if (report.ok()) Warn(*image, &report);
  return report;
}

std::optional<Failure> ReadFile(const std::string& path, std::string* bytes) {
  const auto fail = [](std::string why, std::string remedy) { return Failure{"file", std::move(why), std::move(remedy)}; };
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    return fail("cannot be found" + (error ? ": " + error.message() : std::string()), "check the path and the links on it");
  if (!std::filesystem::is_regular_file(status)) return fail("not a regular file", "put the library itself there");
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(std::string("cannot be opened: ") + std::strerror(errno), "let the daemon's user read it");
  bytes->clear();
  std::vector<char> block(kBlock);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    bytes->append(block.data(), static_cast<size_t>(in.gcount()));
    if (bytes->size() > kMaxFileSize) return fail("larger than 1 GiB", "move what is data into the plugin's data folder");
  }
  if (in.bad()) return fail("cannot be read to its end", "check the file system it lies on");
  return std::nullopt;
}

Report CheckFile(const std::string& path) {
  Report report;
  std::string bytes;
  report.failure = ReadFile(path, &bytes);
  return report.ok() ? CheckBytes(bytes) : report;
}

}  // namespace lector::verify
