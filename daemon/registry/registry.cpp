#include "daemon/registry/registry.h"

#include <lector/verify.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "daemon/base/nearest.h"
#include "daemon/base/stop.h"
#include "daemon/host/call.h"
#include "daemon/registry/graph.h"
#include "daemon/registry/library.h"
#include "daemon/registry/private_copy.h"
#include "daemon/registry/probe.h"
#include "daemon/telemetry/crash.h"
#include "daemon/telemetry/log.h"

namespace lector::registry {
namespace {

namespace fs = std::filesystem;

// A library that is loaded: its extractors are known, none is created.
struct LoadedFile {
  std::string file, data_dir;
  const lector_plugin_entry* entry;
};

// What the helper said of a copy, by its path (which names its content): kept so that a second registry of the process
// does not ask again, and not longer, because it also depends on what else is installed.
std::optional<verify::Failure> ProbeOnce(const LoadOptions& options, const std::string& library) {
  static std::mutex mutex;
  static std::map<std::string, std::optional<verify::Failure>> known;
  const std::lock_guard lock(mutex);
  if (const auto it = known.find(library); it != known.end()) return it->second;
  std::optional<verify::Failure> failure = ProbeLibrary(options.probe, library, options.probe_timeout_ms);
  if (!failure) known.emplace(library, failure);  // a refusal may have been the time limit: asked again
  return failure;
}

// Loads one registry; the steps are those of registry.h.
class Loader {
 public:
  Loader(const LoadOptions& options, const text::LayerRegistry& layers) : options_(options), layers_(layers) {}

  void Run() {
    const Status copy_dir = PrepareCopyDir(options_.copy_dir);
    if (!copy_dir.ok()) {
      Refuse(options_.copy_dir, "copy", copy_dir.message(), "name a folder that belongs to the daemon's user alone (mode 0700)");
      return;
    }
    for (const std::string& file : Discover())
      if (std::optional<LoadedFile> loaded = LoadFile(file)) AddExtractors(*loaded);
    Wire();
    CheckSettings();
  }

  std::vector<std::unique_ptr<Extractor>> extractors;
  std::vector<Refusal> refusals;

 private:
  void Refuse(std::string file, std::string check, std::string message, std::string remedy) {
    refusals.push_back({std::move(file), std::move(check), std::move(message), std::move(remedy)});
  }
  void Refuse(const std::string& file, const verify::Failure& failure) {
    Refuse(file, failure.check, failure.message, failure.remedy);
  }

  std::vector<std::string> Discover() {
    std::vector<std::string> out;
    for (const std::string& dir : options_.plugin_dirs) {
      std::vector<std::string> here;
      std::error_code error;
      const fs::path absolute = fs::absolute(dir, error).lexically_normal();
      fs::directory_iterator it(absolute, error);
      for (; !error && it != fs::directory_iterator(); it.increment(error))
        if (it->path().extension() == ".so") here.push_back(it->path().string());
      if (error) Refuse(dir, "file", "the folder cannot be read: " + error.message(), "make it, or take it out of the plugin folders");
      std::sort(here.begin(), here.end());
      for (std::string& file : here)
        if (std::find(out.begin(), out.end(), file) == out.end()) out.push_back(std::move(file));  // a folder named twice
    }
    return out;
  }

  // From the file to an entry in memory: the bytes are read once, and what was checked is what is copied and loaded.
  std::optional<LoadedFile> LoadFile(const std::string& file) {
    std::string bytes;
    if (const auto failure = verify::ReadFile(file, &bytes)) return Refuse(file, *failure), std::nullopt;
    const verify::Report report = verify::CheckBytes(bytes);
    if (!report.ok()) return Refuse(file, *report.failure), std::nullopt;
    for (const std::string& warning : report.warnings) log::Warning(file + ": " + warning);

    const Result<PrivateCopy> copy = MakePrivateCopy(file, bytes, options_.copy_dir);
    if (!copy.ok())
      return Refuse(file, "copy", copy.status().message(), "see to room and rights in " + options_.copy_dir), std::nullopt;
    if (const auto failure = ProbeOnce(options_, copy->library)) return Refuse(file, *failure), std::nullopt;
    const Result<const lector_plugin_entry*> entry = OpenLibrary(copy->library);
    if (!entry.ok())
      return Refuse(file, "load", entry.status().message(), "install the libraries that it needs, or rebuild it"), std::nullopt;
    if (const auto failure = verify::CheckEntry(**entry)) return Refuse(file, *failure), std::nullopt;
    return LoadedFile{file, copy->data_dir, *entry};
  }

  // All extractors of a file or, when one of them is wrong, none.
  void AddExtractors(const LoadedFile& loaded) {
    std::vector<std::unique_ptr<Extractor>> added;
    for (uint32_t i = 0; i < loaded.entry->extractor_count; ++i) {
      const lector_extractor* abi = loaded.entry->extractors[i];
      for (const auto& other : candidates_)
        if (other->id == abi->id)
          return Refuse(loaded.file, "entry", "the extractor '" + other->id + "' is there already, from " + other->file,
                        "remove one of the two files, or give one another id");
      Result<Manifest> manifest = Manifest::Parse(abi->manifest_json);
      if (!manifest.ok())
        return Refuse(loaded.file, "manifest", "'" + std::string(abi->id) + "': " + manifest.status().message(),
                      "mend the manifest; its members are listed in lector/plugin.h and in the guide to plugins");
      auto extractor = std::make_unique<Extractor>();
      extractor->id = abi->id;
      extractor->version = abi->version;
      extractor->file = loaded.file;
      extractor->manifest = std::move(*manifest);
      extractor->abi = abi;
      extractor->host = std::make_unique<host::PluginHost>(extractor->id, loaded.data_dir);
      added.push_back(std::move(extractor));
    }
    for (auto& extractor : added) candidates_.push_back(std::move(extractor));
  }

  void Wire() {
    std::vector<GraphNode> nodes;
    uint32_t layers = 0;
    for (const auto& extractor : candidates_) {
      nodes.push_back({extractor->id, extractor->file, &extractor->manifest});
      layers |= extractor->manifest.layers;
    }
    // So that no request waits for a model, and one that is damaged is known at start; beside create(), which takes as long.
    std::optional<std::jthread> preparing;
    if (layers != 0) preparing.emplace([this, layers] { layers_.Prepare(layers); });
    const Graph graph = MakeGraph(nodes, [this](const std::string& layer) { return layers_.Has(text::LayerByName(layer)); });
    for (const Graph::Refused& refused : graph.refused) Refuse(nodes[refused.node].file, "graph", refused.message, refused.remedy);
    for (const std::string& warning : graph.warnings) log::Warning(warning);
    for (const auto& extractor : candidates_) known_ids_.push_back(extractor->id);

    constexpr uint32_t kRefused = UINT32_MAX;
    std::vector<uint32_t> index_of(candidates_.size(), kRefused);
    std::vector<std::string> why(candidates_.size());
    for (const size_t node : graph.order) {
      Extractor& extractor = *candidates_[node];
      const auto lost = std::find_if(graph.required[node].begin(), graph.required[node].end(),
                                     [&](size_t provider) { return index_of[provider] == kRefused; });
      if (lost != graph.required[node].end()) {
        why[node] = "it requires '" + nodes[*lost].id + "', which was refused: " + why[*lost];
        Refuse(extractor.file, "graph", "'" + extractor.id + "': " + why[node], "see to '" + nodes[*lost].id + "' first");
        continue;
      }
      if (const Status created = Create(extractor); !created.ok()) {
        why[node] = Describe(created);
        Refuse(extractor.file, "create", "'" + extractor.id + "': " + why[node], CreateRemedy(extractor, created));
        continue;
      }
      for (const size_t provider : graph.required[node]) extractor.required.push_back(index_of[provider]);
      for (const size_t provider : graph.used[node])
        if (index_of[provider] != kRefused) extractor.used.push_back(index_of[provider]);
      extractor.index = index_of[node] = static_cast<uint32_t>(extractors.size());
      extractors.push_back(std::move(candidates_[node]));
    }
  }

  static std::string Describe(const Status& status) {
    return status.field().empty() ? status.message() : "setting " + status.field() + ": " + status.message();
  }
  static std::string CreateRemedy(const Extractor& extractor, const Status& status) {
    return status.field().empty() ? "see what the message says, or ask its author"
                                  : "mend " + status.field() + " in the settings of '" + extractor.id + "'";
  }

  Status Create(Extractor& extractor) {
    const auto settings = options_.settings.find(extractor.id);
    const Result<host::OptionSet> config =
        extractor.manifest.config_schema.Check(settings == options_.settings.end() ? std::string() : settings->second);
    if (!config.ok()) return config.status();
    const Stop never;
    const lector_call call = host::MakeCall(*config, never);
    lector_error error = {};
    error.size = sizeof error;
    const telemetry::AtWork at_work(extractor.id);
    try {  // no exception may cross the boundary; one that does is at least no end of the daemon
      const lector_code code = extractor.abi->create(extractor.host->abi(), &call, &extractor.instance, &error);
      return code == LECTOR_OK ? Status() : host::FromAbi(code, error);
    } catch (...) {
      return Status(Code::kInternal, "create() let an exception out, which the plugin ABI forbids");
    }
  }

  void CheckSettings() {
    for (const auto& [id, json] : options_.settings) {
      if (std::find(known_ids_.begin(), known_ids_.end(), id) != known_ids_.end()) continue;
      Refuse("settings of '" + id + "'", "settings", "there is no extractor '" + id + "'" + DidYouMean(id, known_ids_),
             "correct the name, or remove its settings");
    }
  }

  const LoadOptions& options_;
  const text::LayerRegistry& layers_;
  std::vector<std::unique_ptr<Extractor>> candidates_;  // passed the checks of their own, in the order of files
  std::vector<std::string> known_ids_;
};

}  // namespace

std::unique_ptr<Registry> Registry::Load(const LoadOptions& options, const text::LayerRegistry& layers) {
  Loader loader(options, layers);
  loader.Run();
  std::unique_ptr<Registry> registry(new Registry());
  registry->extractors_ = std::move(loader.extractors);
  registry->refusals_ = std::move(loader.refusals);
  return registry;
}

Registry::~Registry() {
  for (auto it = extractors_.rbegin(); it != extractors_.rend(); ++it) (*it)->abi->destroy((*it)->instance);
}

const Extractor* Registry::Find(std::string_view id) const {
  const auto it = std::find_if(extractors_.begin(), extractors_.end(), [&](const auto& extractor) { return extractor->id == id; });
  return it == extractors_.end() ? nullptr : it->get();
}

Status Registry::NotFound(std::string_view id) const {
  std::vector<std::string> names;
  for (const auto& extractor : extractors_) names.push_back(extractor->id);
  return Status(Code::kNotFound, "there is no extractor '" + std::string(id) + "'" + DidYouMean(id, names), "EXTRACTOR_NOT_FOUND");
}

}  // namespace lector::registry
