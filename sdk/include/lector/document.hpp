// lector/document.hpp - the document as an extractor reads it: text, tokens and other layers, records of other extractors.
//
// Part of <lector/plugin.hpp>, which includes it. Everything is a view into the host's memory, which lives as long as the
// call of analyze(); spans and offsets are bytes of the UTF-8 text. What a layer holds is described in <lector/layers.h>.
//
//   for (const lector_span sentence : doc.sentences())
//     for (const lector::Token token : doc.tokens())
//       if (token.is_capitalized() && token.begin() >= sentence.begin && token.end() <= sentence.end) use(token.text());
#ifndef LECTOR_DOCUMENT_HPP_
#define LECTOR_DOCUMENT_HPP_

#include <lector/options.hpp>
#include <lector/plugin.h>
#include <lector/tokens.hpp>
#include <lector/words.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lector {

class Document {
 public:
  Document(const lector_host* host, const lector_call* call, const lector_doc* doc)
      : host_(host), call_(call), doc_(doc), info_(host->info(doc)) {}

  std::string_view text() const { return View(info_->text); }
  std::string_view text(lector_span span) const { return text().substr(span.begin, span.end - span.begin); }
  std::string_view language() const { return View(info_->language); }
  std::string_view uri() const { return View(info_->uri); }
  std::string_view title() const { return View(info_->title); }
  std::string_view publish_date() const { return View(info_->publish_date); }

  // Layers: throw Error where they cannot be had; the try_ forms answer nullptr instead, for what the manifest "uses".
  Tokens tokens() const { return Tokens(layer<lector_tokens>(LECTOR_LAYER_TOKENS), text()); }
  std::span<const lector_span> sentences() const { return spans(LECTOR_LAYER_SENTENCES); }
  std::span<const lector_span> paragraphs() const { return spans(LECTOR_LAYER_PARAGRAPHS); }
  const lector_morph& morph() const { return *layer<lector_morph>(LECTOR_LAYER_MORPH); }
  const lector_syntax& syntax() const { return *layer<lector_syntax>(LECTOR_LAYER_SYNTAX); }
  const lector_names& names() const { return *layer<lector_names>(LECTOR_LAYER_NAMES); }
  const lector_morph* try_morph() const { return try_layer<lector_morph>(LECTOR_LAYER_MORPH); }
  const lector_syntax* try_syntax() const { return try_layer<lector_syntax>(LECTOR_LAYER_SYNTAX); }
  const lector_names* try_names() const { return try_layer<lector_names>(LECTOR_LAYER_NAMES); }

  // Morphology, word by word; what the layer has, without a call a word. try_words() is empty where it cannot be had.
  Words words() const { return Words({&morph(), tokens_layer(), text()}, 0, morph().count); }
  Words words(uint32_t first, uint32_t last) const { return Words({&morph(), tokens_layer(), text()}, first, last); }  // [first, last)
  std::optional<Words> try_words() const {
    const lector_morph* const layer = try_morph();
    return layer == nullptr ? std::nullopt : std::optional<Words>(Words({layer, tokens_layer(), text()}, 0, layer->count));
  }

  // Tokens first..last (inclusive) as one phrase with the case and number of `feats`, words agreeing with their head:
  // "Центральным банком России" -> "Центральный банк России". feats 0: the nominative, as the name of the thing. Where the host
  // cannot (another language, no dictionary) the phrase comes back as the text has it.
  std::string inflect(uint32_t first, uint32_t last, uint64_t feats) const {
    const void* const extension = host_->extension == nullptr ? nullptr : host_->extension(host_, "lector.inflect/1");
    const auto* const inflector = static_cast<const lector_inflector*>(extension);
    const lector_tokens* const tokens = tokens_layer();
    std::string out(text({tokens->begin[first], tokens->end[last]}));
    if (inflector == nullptr) return out;
    std::string buffer(out.size() + 32, '\0');
    size_t size = inflector->inflect(doc_, first, last, feats, buffer.data(), buffer.size());
    if (size > buffer.size()) {
      buffer.resize(size);
      size = inflector->inflect(doc_, first, last, feats, buffer.data(), buffer.size());
    }
    if (size == 0 || size > buffer.size()) return out;
    buffer.resize(size);
    return buffer;
  }
  std::string nominative(uint32_t first, uint32_t last) const { return inflect(first, last, 0); }
  std::string nominative(lector_span span) const {  // of the tokens that the span touches
    const Tokens all = tokens();
    const uint32_t first = all.at(span.begin);
    uint32_t last = first;
    while (last + 1 < all.size() && all[last + 1].begin() < span.end) ++last;
    return first < all.size() ? nominative(first, last) : std::string(text(span));
  }

  // Records of the extractors that this one requires or uses, in the order of their spans.
  std::vector<const lector_entity*> entities() const { return records<lector_entity>(LECTOR_ENTITY); }
  std::vector<const lector_mention*> mentions() const { return records<lector_mention>(LECTOR_MENTION); }
  std::vector<const lector_quote*> quotes() const { return records<lector_quote>(LECTOR_QUOTE); }
  std::vector<const lector_figure*> figures() const { return records<lector_figure>(LECTOR_FIGURE); }
  std::vector<const lector_custom*> customs() const { return records<lector_custom>(LECTOR_CUSTOM); }

  const lector_host* host() const { return host_; }
  const lector_doc* raw() const { return doc_; }

 private:
  template <class T>
  const T* layer(uint32_t id) const {
    const void* out = nullptr;
    lector_error error = {};
    error.size = sizeof error;
    if (const lector_code code = host_->layer(call_, doc_, id, &out, &error); code != LECTOR_OK)
      throw Error(code, error.message);
    return static_cast<const T*>(out);
  }
  template <class T>
  const T* try_layer(uint32_t id) const {
    const void* out = nullptr;
    lector_error error = {};
    error.size = sizeof error;
    const lector_code code = host_->layer(call_, doc_, id, &out, &error);
    if (code == LECTOR_CANCELLED || code == LECTOR_DEADLINE_EXCEEDED) throw Error(code, error.message);
    return code == LECTOR_OK ? static_cast<const T*>(out) : nullptr;
  }
  const lector_tokens* tokens_layer() const { return layer<lector_tokens>(LECTOR_LAYER_TOKENS); }
  std::span<const lector_span> spans(uint32_t id) const {
    const auto* layer_spans = layer<lector_spans>(id);
    return {layer_spans->span, layer_spans->count};
  }
  template <class T>
  std::vector<const T*> records(uint32_t kind) const {
    const lector_record* const* rows = nullptr;
    const uint32_t count = host_->records(doc_, kind, &rows);
    std::vector<const T*> out(count);
    for (uint32_t i = 0; i < count; ++i) out[i] = reinterpret_cast<const T*>(rows[i]);
    return out;
  }

  const lector_host* host_;
  const lector_call* call_;
  const lector_doc* doc_;
  const lector_doc_info* info_;
};

}  // namespace lector
#endif  // LECTOR_DOCUMENT_HPP_
