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
//   struct Scratch; analyze(..., Scratch&)     one for each document under way, for buffers that are kept.
//
// Exceptions: anything thrown is caught at the boundary and becomes the extractor's error for this document: BadOption
// and Error keep their code, std::bad_alloc is RESOURCE_EXHAUSTED, the rest INTERNAL. The views (Document, Token, ...) are
// small, copied freely and valid during the call.
//
// In parts: <lector/options.hpp> settings, options, errors; <lector/document.hpp> what is read, with
// <lector/tokens.hpp> and <lector/words.hpp>; <lector/sink.hpp> what is reported; here the boundary. The C interface behind all this is described in <lector/plugin.h>.
#ifndef LECTOR_PLUGIN_HPP_
#define LECTOR_PLUGIN_HPP_

#include <lector/document.hpp>
#include <lector/options.hpp>
#include <lector/plugin.h>
#include <lector/sink.hpp>

#include <concepts>
#include <cstddef>
#include <cstring>
#include <exception>
#include <new>
#include <type_traits>

namespace lector {

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

// The C description of an extractor class, for a library that holds several.
template <class C>
constexpr lector_extractor MakeExtractor(Plugin plugin) {
  return internal::Adapter<C>::Make(plugin);
}

}  // namespace lector

// Makes the library a plugin with one extractor: LECTOR_PLUGIN(Class, {.id = ..., .version = ..., .manifest = ...});
#define LECTOR_PLUGIN(Class, ...)                                                                                  \
  static constexpr lector_extractor lector_extractor_ = lector::MakeExtractor<Class>(lector::Plugin __VA_ARGS__); \
  LECTOR_PLUGINS(&lector_extractor_)

// The same with several: static constexpr lector_extractor a = lector::MakeExtractor<A>({...}); LECTOR_PLUGINS(&a, &b);
#define LECTOR_PLUGINS(...)                                                           \
  static constexpr const lector_extractor* lector_extractors_[] = {__VA_ARGS__};      \
  LECTOR_PLUGIN_NOTE;                                                                 \
  LECTOR_EXPORT const lector_plugin_entry lector_plugin;                              \
  const lector_plugin_entry lector_plugin = lector::internal::MakeEntry(lector_extractors_)

#endif  // LECTOR_PLUGIN_HPP_
