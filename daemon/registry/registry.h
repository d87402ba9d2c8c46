// Registry: finds plugin files, checks them, loads them, and knows the extractors they hold.
//
// A file goes through these checks, and the first that fails refuses it, with what to do about it, while the others go on:
//   file          it can be read (also the check of a plugin folder that cannot)
//   elf           a shared library for this machine whose segments lie inside the file (sdk/verify, without running it)
//   note          the Lector note is there and its ABI version fits
//   dependencies  it does not link protobuf, gRPC or Abseil, and needs no static TLS
//   copy          a private copy of it and of its data folder is made
//   load          a helper process loads it within a time limit
//   entry         magic, sizes, id and version of each extractor; no id twice
//   manifest      the JSON of each extractor
//   graph         what it requires is provided, by one, without a cycle (the rules: graph.h)
//   create        create() with its section of the configuration
// A file with several extractors stands or falls as a whole up to "manifest"; later checks refuse one extractor. Refusals also
// name settings for an extractor that no file has (check "settings").
//
// What is loaded is a private copy named by its SHA-256, and it is never unloaded.
#ifndef LECTOR_DAEMON_REGISTRY_REGISTRY_H_
#define LECTOR_DAEMON_REGISTRY_REGISTRY_H_

#include <lector/plugin.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/host/plugin_host.h"
#include "daemon/registry/manifest.h"
#include "daemon/text/layer_provider.h"

namespace lector::registry {

// A loaded extractor with its instance. Immutable; lives as long as the registry.
struct Extractor {
  std::string id, version, file;  // file: where it was found
  Manifest manifest;
  const lector_extractor* abi = nullptr;
  void* instance = nullptr;
  std::unique_ptr<host::PluginHost> host;
  uint32_t index = 0;                       // in Registry::extractors(): dependencies go before those who need them
  std::vector<uint32_t> required, used;     // indexes of the extractors whose records it reads
};

struct Refusal {
  std::string file, check, message, remedy;
};

struct LoadOptions {
  std::vector<std::string> plugin_dirs;         // every *.so in them, sorted by name; a later directory does not override
  std::string copy_dir;                         // private copies, mode 0700, made when missing
  std::string probe;                            // path of the helper executable
  uint32_t probe_timeout_ms = 10'000;
  std::map<std::string, std::string> settings;  // extractor id -> JSON object
};

class Registry {
 public:
  // Never fails as a whole: a directory that cannot be read is a refusal too. Settings for an extractor that is not
  // there are a refusal of the check "settings". `layers` must outlive the registry. Warnings about files that are
  // loaded all the same go to the log; who calls reports the extractors and the refusals.
  static std::unique_ptr<Registry> Load(const LoadOptions& options, const text::LayerRegistry& layers);
  ~Registry();  // destroys the instances, dependents first

  const std::vector<std::unique_ptr<Extractor>>& extractors() const { return extractors_; }
  const std::vector<Refusal>& refusals() const { return refusals_; }
  const Extractor* Find(std::string_view id) const;
  Status NotFound(std::string_view id) const;  // NOT_FOUND (EXTRACTOR_NOT_FOUND) with the names that look like it

 private:
  Registry() = default;
  std::vector<std::unique_ptr<Extractor>> extractors_;
  std::vector<Refusal> refusals_;
};

}  // namespace lector::registry
#endif  // LECTOR_DAEMON_REGISTRY_REGISTRY_H_
