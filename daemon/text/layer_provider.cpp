#include "daemon/text/layer_provider.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "daemon/text/neutral_layers.h"

namespace lector::text {
namespace {

constexpr std::array<std::string_view, kLayerCount> kNames = {"lector.tokens/1", "lector.sentences/1", "lector.paragraphs/1",
                                                              "lector.morph/1",  "lector.syntax/1",    "lector.names/1"};
constexpr char kEveryLanguage[] = "*";
constexpr uint32_t kLayerOfInflector = LECTOR_LAYER_MORPH;  // what it is deferred with

// Filled by static objects before main(), so it must not be one itself.
std::vector<LayerRegistrar::Function>& Registrars() {
  static auto* const registrars = new std::vector<LayerRegistrar::Function>;
  return *registrars;
}

// For messages to people: the internal layers too.
std::string Description(uint32_t layer) {
  if (layer == kModelTokens) return "the models' tokens";
  if (layer == kModelTags) return "the models' tags";
  if (layer == kModelInputs) return "what the models read";
  if (layer == kSegments) return "segments";
  return std::string(LayerName(layer));
}

bool Contains(const std::vector<uint32_t>& layers, uint32_t layer) {
  return std::find(layers.begin(), layers.end(), layer) != layers.end();
}

bool ContainsAny(const std::vector<uint32_t>& layers, uint32_t bits) {
  return std::any_of(layers.begin(), layers.end(), [&](uint32_t layer) { return (bits >> layer & 1) != 0; });
}

// "ru" of "ru-RU"; language tags are told apart without regard to case.
std::string PrimaryLanguage(std::string_view language) {
  std::string out(language.substr(0, language.find_first_of("-_")));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

std::string_view LayerName(uint32_t layer) { return layer >= 1 && layer <= kLayerCount ? kNames[layer - 1] : std::string_view(); }

uint32_t LayerByName(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? 0 : static_cast<uint32_t>(found - kNames.begin()) + 1;
}

// A registry of its own for what comes of one resource: nobody looks into it before it is filled, nobody changes it then.
class LayerRegistry::Deferred {
 public:
  Deferred(DeferredLayers what, Fill fill) : what_(std::move(what)), fill_(std::move(fill)) {}

  const DeferredLayers& what() const { return what_; }

  const LayerRegistry& Filled() {
    std::call_once(once_, [&] {
      if (const Status status = fill_(registry_); !status.ok())
        for (const uint32_t layer : what_.layers) registry_.Explain(layer, what_.language, status.message());
      fill_ = nullptr;
      is_filled_.store(true, std::memory_order_release);
    });
    return registry_;
  }
  const LayerRegistry* IfFilled() const { return is_filled_.load(std::memory_order_acquire) ? &registry_ : nullptr; }

 private:
  const DeferredLayers what_;
  Fill fill_;
  std::once_flag once_;
  std::atomic<bool> is_filled_ = false;
  LayerRegistry registry_;
};

LayerRegistry::LayerRegistry() = default;
LayerRegistry::~LayerRegistry() = default;
LayerRegistry::LayerRegistry(LayerRegistry&& other) noexcept = default;

void LayerRegistry::Defer(DeferredLayers what, Fill fill) {
  deferred_.push_back(std::make_unique<Deferred>(std::move(what), std::move(fill)));
}

void LayerRegistry::Prepare(uint32_t layers) const {
  for (uint32_t before = 0; before != layers;) {
    before = layers;
    for (const auto& deferred : deferred_)
      if (ContainsAny(deferred->what().layers, layers))
        for (const uint32_t read : deferred->what().reads) layers |= 1u << read;
  }
  for (const auto& deferred : deferred_)
    if (ContainsAny(deferred->what().layers, layers)) deferred->Filled();
}

template <class Value>
const Value* LayerRegistry::Lookup(const std::map<Key, Value> LayerRegistry::*map, const Key& key) const {
  const auto found = (this->*map).find(key);
  if (found != (this->*map).end()) return &found->second;
  for (const auto& deferred : deferred_)
    if (deferred->what().language == key.second && Contains(deferred->what().layers, key.first))
      return deferred->Filled().Lookup(map, key);
  return nullptr;
}

void LayerRegistry::Add(std::unique_ptr<LayerProvider> provider, std::string language) {
  const uint32_t layer = provider->layer();
  providers_[{layer, std::move(language)}] = std::move(provider);
}

void LayerRegistry::AddInflector(std::unique_ptr<Inflector> inflector, std::string language) {
  inflectors_[{kLayerOfInflector, std::move(language)}] = std::move(inflector);
}

void LayerRegistry::AddVocabulary(std::unique_ptr<Vocabulary> vocabulary, std::string language) {
  vocabularies_[std::move(language)] = std::move(vocabulary);
}

void LayerRegistry::Explain(uint32_t layer, std::string language, std::string why) {
  missing_[{layer, std::move(language)}] = std::move(why);
}

const LayerProvider* LayerRegistry::Find(uint32_t layer, std::string_view language) const {
  for (const std::string& key : {std::string(language), PrimaryLanguage(language), std::string(kEveryLanguage)})
    if (const auto* found = Lookup(&LayerRegistry::providers_, {layer, key})) return found->get();
  return nullptr;
}

const Inflector* LayerRegistry::FindInflector(std::string_view language) const {
  for (const std::string& key : {std::string(language), PrimaryLanguage(language)})
    if (const auto* found = Lookup(&LayerRegistry::inflectors_, {kLayerOfInflector, key})) return found->get();
  return nullptr;
}

Status LayerRegistry::Missing(uint32_t layer, std::string_view language) const {
  const std::string name = Description(layer);
  if (name.empty()) return Status(Code::kNotFound, "there is no layer " + std::to_string(layer), "UNKNOWN_LAYER");
  for (const std::string& key : {std::string(language), PrimaryLanguage(language), std::string(kEveryLanguage)}) {
    if (const std::string* why = Lookup(&LayerRegistry::missing_, {layer, key}))
      return Status(Code::kUnavailable, name + " for '" + std::string(language) + "': " + *why, "LAYER_UNAVAILABLE");
  }
  return Status(Code::kNotFound, "no provider of " + name + " for '" + std::string(language) + "' is installed", "NO_PROVIDER");
}

bool LayerRegistry::Has(uint32_t layer) const {
  return std::any_of(providers_.begin(), providers_.end(), [&](const auto& entry) { return entry.first.first == layer; }) ||
         std::any_of(deferred_.begin(), deferred_.end(), [&](const auto& deferred) {
           return Contains(deferred->what().layers, layer) && deferred->Filled().Has(layer);
         });
}

std::vector<LayerRegistry::MissingLayers> LayerRegistry::AllMissing() const {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> names;  // of what is missing, by language and reason
  const auto collect = [&](const LayerRegistry& registry) {
    for (const auto& [key, why] : registry.missing_) {
      const auto& [layer, language] = key;
      if (!LayerName(layer).empty()) names[{language, why}].emplace_back(LayerName(layer));
    }
  };
  collect(*this);
  for (const auto& deferred : deferred_)
    if (const LayerRegistry* const filled = deferred->IfFilled()) collect(*filled);
  std::vector<MissingLayers> out;
  for (auto& [key, layers] : names) out.push_back({key.first, std::move(layers), key.second});
  return out;
}

std::vector<std::string> LayerRegistry::DescribeMissing() const {
  std::vector<std::string> out;
  for (const MissingLayers& missing : AllMissing()) {
    std::string list;
    for (const std::string& layer : missing.layers) list += (list.empty() ? "" : ", ") + layer;
    out.push_back("without " + list + " for '" + missing.language + "': " + missing.why);
  }
  return out;
}

LayerRegistry LayerRegistry::Linked(const LayerResources& resources) {
  LayerRegistry registry;
  AddNeutralLayers(registry);
  for (const LayerRegistrar::Function function : Registrars()) function(registry, resources);
  return registry;
}

LayerRegistrar::LayerRegistrar(Function function) { Registrars().push_back(function); }

}  // namespace lector::text
