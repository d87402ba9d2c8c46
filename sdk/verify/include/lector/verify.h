// lector/verify.h - whether a file is a plugin that may be loaded, found out without running any of it.
//
// dlopen runs code of the file (its constructors), and a truncated or damaged file can end the process inside dlopen. So
// the bytes are read and judged first. The checks, in this order; the first that fails is the refusal:
//
//   elf           a 64-bit ELF shared library in the byte order and for the machine of this build; program headers, every
//                 loaded segment and the dynamic table lie inside the file; the stack is not made executable
//   note          exactly one Lector note (its bytes: lector/plugin.h), and its ABI version fits this build's
//   dependencies  does not link protobuf, gRPC or Abseil (two copies of them in one process abort it); needs no static
//                 TLS (a process has room for only a few libraries that do)
//   entry         exports `lector_plugin`, a data symbol of the size of lector_plugin_entry
//
// What is legal but asks for trouble is a warning: GNU_UNIQUE symbols (shared between plugins in spite of RTLD_LOCAL),
// further exported symbols, text relocations, segments both writable and executable. lector_add_plugin() avoids all.
//
//   const lector::verify::Report report = lector::verify::CheckFile("phones.so");
//   if (!report.ok()) std::cerr << report.failure->check << ": " << report.failure->message << '\n';
//
// Nothing here reads outside the bytes it is given, whatever they are; time and memory are linear in their number. A file
// that passes is well-formed, not benign: what its code does is seen only when it runs. All functions are thread-safe.
#ifndef LECTOR_VERIFY_H_
#define LECTOR_VERIFY_H_

#include <lector/plugin.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lector::verify {

// Why a file is refused.
struct Failure {
  std::string check;    // "elf", "note", "dependencies", "entry"; "file": it cannot be read
  std::string message;  // what is wrong, with the values found
  std::string remedy;   // what its author or the operator can do
};

struct Report {
  std::optional<Failure> failure;
  std::vector<std::string> warnings;
  std::vector<std::string> needed;  // the libraries it links, as far as they were read
  uint16_t abi_major = 0, abi_minor_built = 0, abi_minor_needed = 0;  // of its note

  bool ok() const { return !failure.has_value(); }
};

// No plugin is larger: what is, belongs into its data folder.
inline constexpr uint64_t kMaxFileSize = uint64_t{1} << 30;

// The bytes of a whole file; "file" failures: not there, not a regular file, larger than kMaxFileSize, an error of reading.
std::optional<Failure> ReadFile(const std::string& path, std::string* bytes);

// Judges the bytes of a whole file. They are only read during the call.
Report CheckBytes(std::string_view file);

// ReadFile and CheckBytes.
Report CheckFile(const std::string& path);

// Whether the name of a library ("libprotobuf.so.32", or a path) is one that no plugin may bring into the process.
bool IsForbiddenLibrary(std::string_view name);

// The entry of a library that is loaded: magic, sizes and versions; of each extractor the functions it must have and the
// form of its id, version and manifest, read within bounds; no id twice. Follows the pointers that it finds there: of a
// library that nobody knows, ask this in a process that may crash.
std::optional<Failure> CheckEntry(const lector_plugin_entry& entry);

inline constexpr uint32_t kMaxExtractors = 256;
inline constexpr size_t kMaxIdSize = 64, kMaxVersionSize = 64, kMaxManifestSize = size_t{1} << 20;

}  // namespace lector::verify
#endif  // LECTOR_VERIFY_H_
