// Python packages as sources of models: read whole into memory, recognised by their SHA-256, never unpacked to disk.
#ifndef LECTOR_DAEMON_MODELS_PACKAGE_H_
#define LECTOR_DAEMON_MODELS_PACKAGE_H_

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"

namespace lector::models {

using Bytes = std::vector<std::byte>;

Result<Bytes> ReadFile(const std::string& path);
std::string Sha256(std::span<const std::byte> bytes);  // in lower-case hexadecimal digits

// The files of an archive (a zip, which a wheel is, or a tar) by their names. `name`: of the archive, for errors.
class Archive {
 public:
  // `wanted`: tells which members to keep; empty: all.
  static Result<Archive> Read(std::string name, std::span<const std::byte> bytes,
                              const std::function<bool(std::string_view member)>& wanted = {});

  // A member; the error names it and the archive. With `size` also when it has another size.
  Result<std::span<const std::byte>> Member(const std::string& member) const;
  Result<std::span<const std::byte>> Member(const std::string& member, size_t size) const;
  // A member that is an archive itself, or gzip.
  Result<Archive> Nested(const std::string& member) const;
  Result<Bytes> Gunzip(const std::string& member) const;
  Result<std::string> GunzipText(const std::string& member) const;

  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::map<std::string, Bytes> members_;
};

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_PACKAGE_H_
