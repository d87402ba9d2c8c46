#include "daemon/registry/private_copy.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

namespace lector::registry {
namespace {

namespace fs = std::filesystem;

Status IoError(const std::string& what, const fs::path& path, int error = errno) {
  return Status(Code::kUnavailable, what + " " + path.string() + ": " + std::strerror(error));
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void Add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string Hex() {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), digest, &size);
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (unsigned int i = 0; i < size; ++i) (out += kHex[digest[i] >> 4]) += kHex[digest[i] & 15];
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

// A file of the plugin: where it lies and its name in the copy, with '/' between folders.
struct Item {
  fs::path source;
  std::string name;
};

Result<std::vector<Item>> ListData(const fs::path& data_dir) {
  std::vector<Item> out;
  std::error_code error;
  if (!fs::exists(data_dir, error)) return out;
  fs::recursive_directory_iterator it(data_dir, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    std::error_code status_error;
    const fs::file_status status = it->status(status_error);
    if (fs::is_directory(status) && !it->is_symlink(status_error)) continue;
    if (!fs::is_regular_file(status)) return Status(Code::kFailedPrecondition, it->path().string() + " is not a regular file");
    out.push_back({it->path(), (data_dir.filename() / it->path().lexically_relative(data_dir)).generic_string()});
  }
  if (error) return Status(Code::kUnavailable, "cannot list " + data_dir.string() + ": " + error.message());
  std::sort(out.begin(), out.end(), [](const Item& a, const Item& b) { return a.name < b.name; });
  return out;
}

constexpr size_t kBlock = size_t{1} << 16;  // of reading: larger ones are fetched from the system and cleared for each file

// The digest of one file; with `copy`, the bytes that were digested are also what is written there.
Result<std::string> DigestFile(const fs::path& source, const fs::path& copy) {
  std::ifstream in(source, std::ios::binary);
  if (!in) return IoError("cannot read", source);
  std::ofstream out;
  if (!copy.empty()) {
    std::error_code error;
    fs::create_directories(copy.parent_path(), error);
    out.open(copy, std::ios::binary);
    if (!out) return IoError("cannot write", copy);
  }
  Sha256 sha;
  std::vector<char> block(kBlock);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    const std::string_view bytes(block.data(), static_cast<size_t>(in.gcount()));
    sha.Add(bytes);
    if (!copy.empty()) out.write(bytes.data(), in.gcount());
  }
  if (in.bad()) return IoError("cannot read", source);
  if (!copy.empty() && !out.flush()) return IoError("cannot write", copy);
  return sha.Hex();
}

std::string DigestBytes(std::string_view bytes) {
  Sha256 sha;
  sha.Add(bytes);
  return sha.Hex();
}

// The digest of a library, whose own is `library`, and the files beside it, by the names and digests of each. `copy_to`: empty,
// or a new folder for those files.
Result<std::string> DigestPlugin(const std::string& name, const std::string& library, const std::vector<Item>& data,
                                 const fs::path& copy_to) {
  std::string listing = library + "  " + name + '\0';
  for (const Item& item : data) {
    const Result<std::string> digest = DigestFile(item.source, copy_to.empty() ? fs::path() : copy_to / item.name);
    if (!digest.ok()) return digest.status();
    listing += *digest + "  " + item.name + '\0';
  }
  return DigestBytes(listing);
}

// Whether a copy still is what its name says.
bool IsIntact(const fs::path& folder, const std::string& name) {
  const Result<std::string> library = DigestFile(folder / name, {});
  const Result<std::vector<Item>> data = ListData(DataDirOf((folder / name).string()));
  if (!library.ok() || !data.ok()) return false;
  const Result<std::string> digest = DigestPlugin(name, *library, *data, {});
  return digest.ok() && *digest == folder.filename().string();
}

// Moves a damaged copy out of the way; what is mapped of it stays mapped.
void Discard(const fs::path& folder, const fs::path& copy_dir) {
  std::error_code error;
  std::string away = (copy_dir / ".old-XXXXXX").string();
  if (mkdtemp(away.data()) == nullptr) return;
  fs::rename(folder, fs::path(away) / "copy", error);
  fs::remove_all(away, error);
}

// Copies into a new folder and puts it to its name. Another process may have been faster with the same.
Result<std::string> CopyAll(const std::string& name, std::string_view bytes, const std::vector<Item>& data, const fs::path& copy_dir) {
  std::string temporary = (copy_dir / ".new-XXXXXX").string();
  if (mkdtemp(temporary.data()) == nullptr) return IoError("cannot make a folder in", copy_dir);
  std::error_code error;
  Result<std::string> digest = DigestPlugin(name, DigestBytes(bytes), data, temporary);
  std::ofstream out(fs::path(temporary) / name, std::ios::binary);
  if (digest.ok() && !out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush())
    digest = IoError("cannot write", fs::path(temporary) / name);
  if (!digest.ok()) {
    fs::remove_all(temporary, error);
    return digest;
  }
  const fs::path folder = copy_dir / *digest;
  fs::rename(temporary, folder, error);
  if (!error) return digest;
  const std::error_code why = error;
  fs::remove_all(temporary, error);
  if (IsIntact(folder, name)) return digest;
  return Status(Code::kUnavailable, "cannot rename to " + folder.string() + ": " + why.message());
}

// Who may rename a folder on the way to the copies may put his own in its place.
Status CheckParent(const fs::path& parent) {
  struct stat info = {}, link = {};  // the folder, and the link to it where it is one
  if (stat(parent.c_str(), &info) != 0 || lstat(parent.c_str(), &link) != 0) return IoError("cannot look at", parent);
  const auto strange = [](uid_t owner) { return owner != 0 && owner != geteuid(); };
  const bool open = (info.st_mode & S_IWOTH) != 0 && (info.st_mode & S_ISVTX) == 0;
  if (open || strange(info.st_uid) || strange(link.st_uid))
    return Status(Code::kFailedPrecondition, parent.string() + " belongs to another user or can be written to by all");
  return Status();
}

}  // namespace

std::string DataDirOf(const std::string& library) { return fs::path(library).replace_extension(".data").string(); }

Status PrepareCopyDir(const std::string& copy_dir) {
  std::error_code error;
  const fs::path whole = fs::absolute(copy_dir, error);
  fs::path at = whole.root_path();
  for (const fs::path& part : whole.parent_path().relative_path()) {
    at /= part;
    mkdir(at.c_str(), 0755);  // whatever the umask
    if (Status status = CheckParent(at); !status.ok()) return status;
  }
  if (mkdir(copy_dir.c_str(), 0700) != 0 && errno != EEXIST) return IoError("cannot make the folder", copy_dir);
  struct stat info = {};
  if (stat(copy_dir.c_str(), &info) != 0) return IoError("cannot look at", copy_dir);
  if (!S_ISDIR(info.st_mode)) return Status(Code::kFailedPrecondition, copy_dir + " is not a folder");
  if (info.st_uid != geteuid() || (info.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return Status(Code::kFailedPrecondition, copy_dir + " belongs to another user or can be written to by others");
  return Status();
}

void PruneCopies(const std::string& copy_dir) {
  constexpr std::chrono::hours kUnused(7 * 24), kUnfinished(1);
  std::vector<fs::path> old;
  std::error_code error;
  for (fs::directory_iterator it(copy_dir, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool unfinished = name.starts_with(".new-") || name.starts_with(".old-");
    if (!unfinished && (name.size() != 64 || name.find_first_not_of("0123456789abcdef") != std::string::npos)) continue;
    std::error_code none;
    const fs::file_time_type used = fs::last_write_time(it->path(), none);
    if (!none && fs::file_time_type::clock::now() - used > (unfinished ? kUnfinished : kUnused)) old.push_back(it->path());
  }
  for (const fs::path& folder : old) fs::remove_all(folder, error);
}

Result<PrivateCopy> MakePrivateCopy(const std::string& library, std::string_view bytes, const std::string& copy_dir) {
  std::error_code error;
  const fs::path root = fs::absolute(copy_dir, error);
  const std::string name = fs::path(library).filename().string();
  const Result<std::vector<Item>> data = ListData(DataDirOf(library));
  if (!data.ok()) return data.status();
  Result<std::string> digest = DigestPlugin(name, DigestBytes(bytes), *data, {});
  if (!digest.ok()) return digest.status();
  if (const fs::path folder = root / *digest; !IsIntact(folder, name)) {
    if (fs::exists(folder, error)) Discard(folder, root);
    digest = CopyAll(name, bytes, *data, root);
    if (!digest.ok()) return digest.status();
  }
  fs::last_write_time(root / *digest, fs::file_time_type::clock::now(), error);  // for PruneCopies()
  const std::string copy = (root / *digest / name).string();
  return PrivateCopy{copy, DataDirOf(copy), *digest};
}

}  // namespace lector::registry
