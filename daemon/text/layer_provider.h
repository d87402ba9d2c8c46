// LayerProvider: computes one layer of a document for one language (or for all).
//
// Providers are registered by layer and language in a LayerRegistry at start and found there by the document; nobody
// includes a provider's header. A provider of a language of its own goes before one for every language ("*").
//
// The libraries of languages (daemon/text/ru, daemon/text/en) register themselves when they are linked:
//
//   static const LayerRegistrar kRegistrar([](LayerRegistry& registry, const LayerResources& resources) {
//     registry.Add(std::make_unique<RussianTokens>(), "ru");
//   });
#ifndef LECTOR_DAEMON_TEXT_LAYER_PROVIDER_H_
#define LECTOR_DAEMON_TEXT_LAYER_PROVIDER_H_

#include <lector/layers.h>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/base/status.h"
#include "daemon/base/stop.h"

namespace lector::text {

class Document;

inline constexpr uint32_t kLayerCount = 6;  // those of layers.h, which plugins can ask for

// Internal layers: what providers share among themselves. They are found and computed like the others, but have no name, so
// no manifest can declare them and no plugin can reach them; their views are C++ and change without regard to the ABI.
enum InternalLayer : uint32_t {
  kModelTokens = kLayerCount + 1,  // ModelTokens, daemon/text/model_tokens.h
  kModelTags,                      // ModelTags, daemon/text/model_tags.h: the tagger's tag of every model token
  kModelInputs,                    // what the tagger of a language reads of every model token
  kSegments                        // Tokens, daemon/text/tokens.h: the pass that tokens, sentences and paragraphs come from
};
inline constexpr uint32_t kAllLayerCount = kSegments;

// "lector.tokens/1" for LECTOR_LAYER_TOKENS; empty for what is no layer of layers.h. And back: 0 where there is none of that
// name.
std::string_view LayerName(uint32_t layer);
uint32_t LayerByName(std::string_view name);

// What a provider made: owns the arrays that the C struct points into. Immutable, lives as long as the document.
class Layer {
 public:
  virtual ~Layer() = default;
  virtual const void* view() const = 0;  // const lector_tokens*, const lector_spans*, ...
};

// Thread-safe: one provider computes for many documents at once.
class LayerProvider {
 public:
  virtual ~LayerProvider() = default;
  virtual uint32_t layer() const = 0;
  // May ask the document for other layers, never for its own. Long work looks at `stop`.
  virtual Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const = 0;
};

// Puts words of a document into other forms. Thread-safe.
class Inflector {
 public:
  virtual ~Inflector() = default;
  // Tokens first..last (inclusive, rows of LECTOR_LAYER_TOKENS) as one phrase, in the case and number of `feats`; 0: in the
  // nominative, as the name of the thing. UNIMPLEMENTED, or the error of a layer that it needs: it cannot be done.
  virtual Result<std::string> Inflect(const Document& document, uint32_t first, uint32_t last, uint64_t feats,
                                      const Stop& stop) const = 0;
};

// The words of a language in Latin letters, for DetectLanguage(). Thread-safe.
class Vocabulary {
 public:
  virtual ~Vocabulary() = default;
  virtual bool Has(std::string_view word) const = 0;  // as it stands in the text: in small letters or with capitals
};

// Where models and dictionaries lie; empty: not installed.
struct LayerResources {
  std::string data_dir;
};

// What comes of one resource that takes time to open, as a model file does.
struct DeferredLayers {
  std::string language;
  std::vector<uint32_t> layers;  // that it provides; with LECTOR_LAYER_MORPH also the language's inflector, if it has one
  std::vector<uint32_t> reads;   // layers that its providers ask a document for, where these may be deferred too
};

// Filled at start, read-only afterwards but for what is deferred, which is added once, by whichever thread asks first: the
// const functions are thread-safe. Must outlive all documents.
class LayerRegistry {
 public:
  // Opens the resource and adds its providers; an error, which then is why all of its layers are missing, adds none.
  using Fill = std::function<Status(LayerRegistry&)>;

  LayerRegistry();
  ~LayerRegistry();
  LayerRegistry(LayerRegistry&& other) noexcept;

  void Add(std::unique_ptr<LayerProvider> provider, std::string language);
  void AddInflector(std::unique_ptr<Inflector> inflector, std::string language);
  void AddVocabulary(std::unique_ptr<Vocabulary> vocabulary, std::string language);
  // Says why a layer of a language cannot be had and what to do ("the model is not installed: ..."), for the answer.
  void Explain(uint32_t layer, std::string language, std::string why);
  // `fill` is called at the first Find(), Has() or FindInflector() of what it provides, or by Prepare().
  void Defer(DeferredLayers what, Fill fill);

  // Calls now what documents would wait for that are asked for these layers (bits 1 << LECTOR_LAYER_*), in any language.
  void Prepare(uint32_t layers) const;

  const LayerProvider* Find(uint32_t layer, std::string_view language) const;
  const Inflector* FindInflector(std::string_view language) const;  // NULL: none for this language
  const std::map<std::string, std::unique_ptr<Vocabulary>>& vocabularies() const { return vocabularies_; }  // by language
  Status Missing(uint32_t layer, std::string_view language) const;  // never OK
  bool Has(uint32_t layer) const;                                   // for at least one language
  // What Explain() said, by language and reason. Opens nothing: of what is deferred it knows once somebody needed it.
  struct MissingLayers {
    std::string language;
    std::vector<std::string> layers;  // names
    std::string why;                  // and what to do
  };
  std::vector<MissingLayers> AllMissing() const;
  // The same for the log, a line a reason: "without lector.names/1, lector.syntax/1 for 'ru': ...".
  std::vector<std::string> DescribeMissing() const;

  // Every provider of the linked libraries, made with these resources.
  static LayerRegistry Linked(const LayerResources& resources);

 private:
  using Key = std::pair<uint32_t, std::string>;
  class Deferred;
  // What one of the maps below has, here or in what was deferred for the key; NULL: nothing.
  template <class Value>
  const Value* Lookup(const std::map<Key, Value> LayerRegistry::*map, const Key& key) const;

  std::map<Key, std::unique_ptr<LayerProvider>> providers_;
  std::map<Key, std::unique_ptr<Inflector>> inflectors_;
  std::map<std::string, std::unique_ptr<Vocabulary>> vocabularies_;
  std::map<Key, std::string> missing_;
  std::vector<std::unique_ptr<Deferred>> deferred_;
};

// A static object of a language library: runs when LayerRegistry::Linked() is called.
class LayerRegistrar {
 public:
  using Function = void (*)(LayerRegistry&, const LayerResources&);
  explicit LayerRegistrar(Function function);
};

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_LAYER_PROVIDER_H_
