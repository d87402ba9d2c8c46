// lector/plugin.hpp - writing an extractor plugin in C++20. Header-only; needs nothing but the standard library.
//
// An extractor is a class with a constructor and one method; LECTOR_PLUGIN makes a plugin of it:
//
//   class Phones {
//    public:
//     explicit Phones(const lector::Config& config) : min_digits_(config.get("min_digits", 7)) {
//       if (min_digits_ < 1) throw lector::BadOption("min_digits", "must be positive");
//     }
//     void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call& call) const {
//       for (const lector::Token token : doc.tokens()) {
//         call.check();  // leaves when the client cancelled or the deadline passed
//         if (token.is_number()) sink.custom("example.v1.Phone", token.span()).set("digits", token.text());
//       }
//     }
//    private:
//     int64_t min_digits_;
//   };
//   LECTOR_PLUGIN(Phones, {.id = "com.example.phones", .version = "1.0.0", .manifest = R"({...})"});
//
// What the class may have:
//   Class(const lector::Config&) or Class()    once, at load. Throw BadOption or any std::exception to refuse.
//   analyze(doc, sink, call) const             once a document; const means that it may run on many threads at once,
//                                              non-const that the host makes one call at a time.
//   struct Scratch; analyze(..., Scratch&)     default-constructed once a worker thread, for buffers that are kept.
//
// Exceptions: anything thrown is caught at the boundary and becomes the extractor's error for this document: BadOption
// and Error keep their code, std::bad_alloc is RESOURCE_EXHAUSTED, the rest INTERNAL. The views (Document, Token, ...) are
// small, copied freely and valid during the call. The C interface behind all this is described in <lector/plugin.h>.
#ifndef LECTOR_PLUGIN_HPP_
#define LECTOR_PLUGIN_HPP_

#include <lector/plugin.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <iterator>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lector {

inline std::string_view View(lector_str s) { return s.size == 0 ? std::string_view() : std::string_view(s.data, s.size); }
inline lector_str Str(std::string_view s) { return {s.data(), s.size()}; }

// An error with the code that the client sees.
class Error : public std::runtime_error {
 public:
  Error(lector_code code, const std::string& message, std::string field = {})
      : std::runtime_error(message), code_(code), field_(std::move(field)) {}
  lector_code code() const { return code_; }
  const std::string& field() const { return field_; }

 private:
  lector_code code_;
  std::string field_;
};

// A setting or an option that has the wrong value; `field` is its path.
class BadOption : public Error {
 public:
  BadOption(std::string field, const std::string& message) : Error(LECTOR_INVALID_ARGUMENT, message, std::move(field)) {}
};

// The settings at load and the options of a call: leaves by path, defaults of the schema filled in.
class Options {
 public:
  explicit Options(const lector_call* call) : call_(call) {}

  const lector_option* find(std::string_view path) const {
    const lector_option* end = call_->options + call_->option_count;
    const lector_option* it = std::lower_bound(
        call_->options, end, path, [](const lector_option& option, std::string_view p) { return View(option.path) < p; });
    return it != end && View(it->path) == path ? it : nullptr;
  }
  bool has(std::string_view path) const { return find(path) != nullptr; }

  template <std::same_as<bool> T>
  T get(std::string_view path, T fallback) const { return has(path) ? find(path)->i != 0 : fallback; }
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  int64_t get(std::string_view path, T fallback) const { return has(path) ? find(path)->i : fallback; }
  double get(std::string_view path, double fallback) const { return has(path) ? find(path)->d : fallback; }
  std::string_view get(std::string_view path, const char* fallback) const { return has(path) ? View(find(path)->s) : fallback; }
  std::string_view json() const { return View(call_->options_json); }

 protected:
  const lector_call* call_;
};

// What the constructor is given. Copyable; the resources and the host outlive the extractor.
class Config : public Options {
 public:
  Config(const lector_host* host, const lector_call* call) : Options(call), host_(host) {}

  // A file of the plugin's data folder, mapped as long as the extractor lives. Throws Error when it is not there.
  std::string_view resource(std::string_view path) const {
    lector_str bytes = {};
    lector_error error = {};
    error.size = sizeof error;
    if (const lector_code code = host_->resource(host_, Str(path), &bytes, &error); code != LECTOR_OK)
      throw Error(code, error.message, error.field);
    return View(bytes);
  }
  void log(int32_t level, std::string_view message) const { host_->log(host_, level, Str(message)); }
  const void* extension(const char* id) const { return host_->extension(host_, id); }
  const lector_host* host() const { return host_; }

 private:
  const lector_host* host_;
};

// One call of analyze(): its options and whether to go on.
class Call : public Options {
 public:
  explicit Call(const lector_call* call) : Options(call) {}

  bool cancelled() const { return __atomic_load_n(call_->cancelled, __ATOMIC_RELAXED) != 0; }

  // Throws when the client cancelled or the deadline passed. Cheap: call it once a token or a sentence.
  void check() const {
    if (cancelled()) throw Error(LECTOR_CANCELLED, "cancelled");
    if (call_->deadline_ns != 0 && (++checks_ & 63u) == 0 && now_ns() >= call_->deadline_ns)
      throw Error(LECTOR_DEADLINE_EXCEEDED, "the deadline passed");
  }
  const lector_call* raw() const { return call_; }

 private:
  static uint64_t now_ns() {
    timespec t = {};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<uint64_t>(t.tv_sec) * 1000000000u + static_cast<uint64_t>(t.tv_nsec);
  }
  mutable uint32_t checks_ = 0;
};

// ---- the document ----

class Token {
 public:
  Token(const lector_tokens* layer, std::string_view text, uint32_t row) : layer_(layer), text_(text), row_(row) {}
  uint32_t row() const { return row_; }
  uint32_t begin() const { return layer_->begin[row_]; }
  uint32_t end() const { return layer_->end[row_]; }
  uint32_t size() const { return end() - begin(); }  // bytes
  lector_span span() const { return {begin(), end()}; }
  std::string_view text() const { return text_.substr(begin(), size()); }
  uint8_t kind() const { return layer_->kind[row_]; }
  uint8_t shape() const { return layer_->shape[row_]; }
  bool is_word() const { return kind() == LECTOR_TOKEN_WORD; }
  bool is_number() const { return kind() == LECTOR_TOKEN_NUMBER; }
  bool is_quote() const { return kind() == LECTOR_TOKEN_QUOTE; }
  bool is_capitalized() const { return shape() == LECTOR_SHAPE_TITLE || shape() == LECTOR_SHAPE_UPPER; }

 private:
  const lector_tokens* layer_;
  std::string_view text_;
  uint32_t row_;
};

// The tokens of a document, a random-access range.
class Tokens {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Token;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Token;
    iterator(const Tokens* tokens, uint32_t row) : tokens_(tokens), row_(row) {}
    Token operator*() const { return (*tokens_)[row_]; }
    iterator& operator++() { return ++row_, *this; }
    bool operator==(const iterator& other) const { return row_ == other.row_; }

   private:
    const Tokens* tokens_;
    uint32_t row_;
  };

  Tokens(const lector_tokens* layer, std::string_view text) : layer_(layer), text_(text) {}
  uint32_t size() const { return layer_->count; }
  bool empty() const { return size() == 0; }
  Token operator[](uint32_t row) const { return Token(layer_, text_, row); }
  iterator begin() const { return iterator(this, 0); }
  iterator end() const { return iterator(this, size()); }
  const lector_tokens& raw() const { return *layer_; }

  // The first token that ends behind `offset`; size() when there is none.
  uint32_t at(uint32_t offset) const {
    return static_cast<uint32_t>(std::upper_bound(layer_->end, layer_->end + layer_->count, offset) - layer_->end);
  }

 private:
  const lector_tokens* layer_;
  std::string_view text_;
};

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

// ---- the sink ----

namespace internal {
inline void AppendJsonString(std::string& out, std::string_view s) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : s) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (byte < 0x20) ((out += "\\u00") += kHex[byte >> 4]) += kHex[byte & 15];
    else out += c;
  }
  out += '"';
}
}  // namespace internal

class Sink;

// Builds the JSON object of a custom record member by member; emitted at the end of the full expression.
class CustomRecord {
 public:
  CustomRecord(const CustomRecord&) = delete;
  CustomRecord& operator=(const CustomRecord&) = delete;
  inline ~CustomRecord();
  CustomRecord& set(std::string_view key, std::string_view value) { return name(key), internal::AppendJsonString(json_, value), *this; }
  CustomRecord& set(std::string_view key, const char* value) { return set(key, std::string_view(value)); }
  CustomRecord& set(std::string_view key, std::same_as<bool> auto value) { return name(key), json_ += value ? "true" : "false", *this; }
  template <class T>
    requires(std::is_arithmetic_v<T> && !std::same_as<T, bool>)
  CustomRecord& set(std::string_view key, T value) {
    char digits[64];
    name(key);
    json_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    return *this;
  }
  CustomRecord& confidence(float value) { return confidence_ = value, *this; }

 private:
  friend class Sink;
  CustomRecord(Sink* sink, std::string_view type, lector_span span) : sink_(sink), type_(type), span_(span), json_("{") {}
  void name(std::string_view key) {
    if (json_.size() > 1) json_ += ',';
    internal::AppendJsonString(json_, key);
    json_ += ':';
  }
  Sink* sink_;
  std::string_view type_;
  lector_span span_;
  float confidence_ = 0;
  std::string json_;
};

// Where records go. After a record that the host does not take, further ones are passed over and the call fails.
class Sink {
 public:
  Sink(const lector_host* host, lector_sink* sink) : host_(host), sink_(sink) {}

  // Sets size and kind, checks and copies; the answer is the id to link to.
  lector_id emit(lector_entity record) { return emit_as(record, LECTOR_ENTITY); }
  lector_id emit(lector_mention record) { return emit_as(record, LECTOR_MENTION); }
  lector_id emit(lector_quote record) { return emit_as(record, LECTOR_QUOTE); }
  lector_id emit(lector_figure record) { return emit_as(record, LECTOR_FIGURE); }
  lector_id emit(lector_custom record) { return emit_as(record, LECTOR_CUSTOM); }

  CustomRecord custom(std::string_view type, lector_span span) { return CustomRecord(this, type, span); }

  lector_code code() const { return code_; }

 private:
  template <class T>
  lector_id emit_as(T& record, uint32_t kind) {
    if (code_ != LECTOR_OK) return 0;
    record.head.size = sizeof(T);
    record.head.kind = kind;
    lector_id id = 0;
    code_ = host_->emit(sink_, &record.head, &id);
    return id;
  }
  const lector_host* host_;
  lector_sink* sink_;
  lector_code code_ = LECTOR_OK;
};

inline CustomRecord::~CustomRecord() {
  json_ += '}';
  lector_custom record = {};
  record.head.span = span_;
  record.head.confidence = confidence_;
  record.type = Str(type_);
  record.json = Str(json_);
  sink_->emit(record);
}

// ---- the boundary ----

struct Plugin {
  const char* id;
  const char* version;
  const char* manifest;
};

namespace internal {

inline lector_code Fail(lector_error* error, lector_code code, const char* message, const char* field = "") noexcept {
  const auto copy = [](char* to, size_t capacity, const char* from) {
    size_t n = std::strlen(from);
    if (n >= capacity) {
      n = capacity - 1;
      while (n > 0 && (static_cast<unsigned char>(from[n]) & 0xC0u) == 0x80u) --n;
    }
    std::memcpy(to, from, n);
    to[n] = '\0';
  };
  if (error != nullptr) copy(error->message, sizeof error->message, message), copy(error->field, sizeof error->field, field);
  return code;
}

template <class F>
lector_code Guard(lector_error* error, F&& body) noexcept {
  try {
    return body();
  } catch (const Error& e) {
    return Fail(error, e.code(), e.what(), e.field().c_str());
  } catch (const std::bad_alloc&) {
    return Fail(error, LECTOR_RESOURCE_EXHAUSTED, "out of memory");
  } catch (const std::exception& e) {
    return Fail(error, LECTOR_INTERNAL, e.what());
  } catch (...) {
    return Fail(error, LECTOR_INTERNAL, "an exception that is no std::exception");
  }
}

struct NoScratch {};
template <class C>
struct ScratchOf { using Type = NoScratch; };
template <class C>
  requires requires { typename C::Scratch; }
struct ScratchOf<C> { using Type = typename C::Scratch; };

// The C functions of one extractor class.
template <class C>
struct Adapter {
  using Scratch = typename ScratchOf<C>::Type;
  static constexpr bool kHasScratch = !std::same_as<Scratch, NoScratch>;
  struct Instance {
    const lector_host* host;
    C extractor;
  };

  static auto Analyze(auto& extractor, const Document& doc, Sink& sink, const Call& call, Scratch& scratch) {
    if constexpr (kHasScratch) return extractor.analyze(doc, sink, call, scratch);
    else return extractor.analyze(doc, sink, call);
  }
  static constexpr bool kConcurrent = requires(const C& c, const Document& doc, Sink& sink, const Call& call, Scratch& scratch) {
    requires kHasScratch || requires { c.analyze(doc, sink, call); };
    requires !kHasScratch || requires { c.analyze(doc, sink, call, scratch); };
  };

  static lector_code create(const lector_host* host, const lector_call* config, void** self, lector_error* error) noexcept {
    return Guard(error, [&] {
      if constexpr (std::constructible_from<C, const Config&>) *self = new Instance{host, C(Config(host, config))};
      else *self = new Instance{host, C()};
      return static_cast<lector_code>(LECTOR_OK);
    });
  }
  static lector_code open(void*, void** scratch, lector_error* error) noexcept {
    return Guard(error, [&] {
      *scratch = new Scratch();
      return static_cast<lector_code>(LECTOR_OK);
    });
  }
  static lector_code analyze(void* self, void* scratch, const lector_call* raw_call, const lector_doc* raw_doc, lector_sink* raw_sink,
                             lector_error* error) noexcept {
    return Guard(error, [&] {
      auto* instance = static_cast<Instance*>(self);
      NoScratch none;
      void* const used = kHasScratch ? scratch : &none;
      Sink sink(instance->host, raw_sink);
      Analyze(instance->extractor, Document(instance->host, raw_call, raw_doc), sink, Call(raw_call), *static_cast<Scratch*>(used));
      if (sink.code() != LECTOR_OK) return Fail(error, sink.code(), "the host did not take a record");
      return static_cast<lector_code>(LECTOR_OK);
    });
  }
  static void close(void*, void* scratch) noexcept { delete static_cast<Scratch*>(scratch); }
  static void destroy(void* self) noexcept { delete static_cast<Instance*>(self); }

  static constexpr lector_extractor Make(Plugin plugin) {
    return {sizeof(lector_extractor),
            kConcurrent ? static_cast<uint32_t>(LECTOR_CONCURRENT) : 0u,
            plugin.id,
            plugin.version,
            plugin.manifest,
            &create,
            kHasScratch ? &open : nullptr,
            &analyze,
            kHasScratch ? &close : nullptr,
            &destroy,
            nullptr};
  }
};

template <size_t N>
constexpr lector_plugin_entry MakeEntry(const lector_extractor* const (&extractors)[N]) {
  return {LECTOR_PLUGIN_MAGIC, sizeof(lector_plugin_entry), LECTOR_ABI_MAJOR, LECTOR_ABI_MINOR, LECTOR_ABI_MINOR, 0, N, 0, extractors};
}

}  // namespace internal
}  // namespace lector

// Makes the library a plugin with one extractor: LECTOR_PLUGIN(Class, {.id = ..., .version = ..., .manifest = ...});
#define LECTOR_PLUGIN(Class, ...)                                                                                     \
  static constexpr lector_extractor lector_extractor_ = lector::internal::Adapter<Class>::Make(lector::Plugin __VA_ARGS__); \
  static constexpr const lector_extractor* lector_extractors_[] = {&lector_extractor_};                               \
  LECTOR_PLUGIN_NOTE;                                                                                                 \
  LECTOR_EXPORT const lector_plugin_entry lector_plugin;                                                              \
  const lector_plugin_entry lector_plugin = lector::internal::MakeEntry(lector_extractors_)

#endif  // LECTOR_PLUGIN_HPP_
