#include "daemon/text/layer_provider.h"

#include <algorithm>

#include "daemon/text/neutral_layers.h"

namespace lector::text {
namespace {

constexpr std::array<std::string_view, kLayerCount> kNames = {"lector.tokens/1", "lector.sentences/1", "lector.paragraphs/1",
                                                              "lector.morph/1",  "lector.syntax/1",    "lector.names/1"};
constexpr char kEveryLanguage[] = "*";

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

void LayerRegistry::Add(std::unique_ptr<LayerProvider> provider, std::string language) {
  const uint32_t layer = provider->layer();
  providers_[{layer, std::move(language)}] = std::move(provider);
}

void LayerRegistry::Explain(uint32_t layer, std::string language, std::string why) {
  missing_[{layer, std::move(language)}] = std::move(why);
}

const LayerProvider* LayerRegistry::Find(uint32_t layer, std::string_view language) const {
  for (const std::string& key : {std::string(language), PrimaryLanguage(language), std::string(kEveryLanguage)}) {
    const auto found = providers_.find({layer, key});
    if (found != providers_.end()) return found->second.get();
  }
  return nullptr;
}

void LayerRegistry::AddInflector(std::unique_ptr<Inflector> inflector, std::string language) {
  inflectors_[std::move(language)] = std::move(inflector);
}

const Inflector* LayerRegistry::FindInflector(std::string_view language) const {
  for (const std::string& key : {std::string(language), PrimaryLanguage(language)}) {
    const auto found = inflectors_.find(key);
    if (found != inflectors_.end()) return found->second.get();
  }
  return nullptr;
}

Status LayerRegistry::Missing(uint32_t layer, std::string_view language) const {
  const std::string name = Description(layer);
  if (name.empty()) return Status(Code::kNotFound, "there is no layer " + std::to_string(layer), "UNKNOWN_LAYER");
  for (const std::string& key : {std::string(language), PrimaryLanguage(language), std::string(kEveryLanguage)}) {
    const auto found = missing_.find({layer, key});
    if (found != missing_.end()) {
      return Status(Code::kUnavailable, name + " for '" + std::string(language) + "': " + found->second, "LAYER_UNAVAILABLE");
    }
  }
  return Status(Code::kNotFound, "no provider of " + name + " for '" + std::string(language) + "' is installed", "NO_PROVIDER");
}

bool LayerRegistry::Has(uint32_t layer) const {
  return std::any_of(providers_.begin(), providers_.end(), [&](const auto& entry) { return entry.first.first == layer; });
}

std::vector<LayerRegistry::MissingLayers> LayerRegistry::AllMissing() const {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> names;  // of what is missing, by language and reason
  for (const auto& [key, why] : missing_) {
    const auto& [layer, language] = key;
    if (!LayerName(layer).empty()) names[{language, why}].emplace_back(LayerName(layer));
  }
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
