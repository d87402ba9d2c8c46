// lector/options.hpp - what an extractor is told: its settings at load, the options of a call, and whether to go on.
//
// Part of <lector/plugin.hpp>, which includes it. Options are leaves by path, already checked against the schema of the
// manifest and with its defaults filled in, so that a fallback given here is used only without a schema default:
//
//   explicit Phones(const lector::Config& config) : min_digits_(config.get("min_digits", 7)) {
//     if (min_digits_ > 20) throw lector::BadOption("min_digits", "no number is that long");
//   }
//
// All are views: copy freely, do not keep longer than the call (the bytes of a resource live as long as the extractor).
#ifndef LECTOR_OPTIONS_HPP_
#define LECTOR_OPTIONS_HPP_

#include <lector/plugin.h>
#include <time.h>

#include <algorithm>
#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

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

// The settings at load and the options of a call: leaves by path, defaults of the schema filled in. get() throws BadOption where
// the schema let through another type than is asked for; a whole number is a double too.
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
  T get(std::string_view path, T fallback) const {
    const lector_option* option = find(path, LECTOR_OPTION_BOOL, "true or false");
    return option != nullptr ? option->i != 0 : fallback;
  }
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  int64_t get(std::string_view path, T fallback) const {
    const lector_option* option = find(path, LECTOR_OPTION_INT, "a whole number");
    return option != nullptr ? option->i : fallback;
  }
  double get(std::string_view path, double fallback) const {
    const lector_option* option = find(path, LECTOR_OPTION_DOUBLE, "a number");
    return option != nullptr ? option->d : fallback;
  }
  std::string_view get(std::string_view path, const char* fallback) const {
    const lector_option* option = find(path, LECTOR_OPTION_STRING, "a string");
    return option != nullptr ? View(option->s) : fallback;
  }
  std::string_view json() const { return View(call_->options_json); }

 private:
  const lector_option* find(std::string_view path, uint32_t type, const char* wanted) const {
    const lector_option* option = find(path);
    if (option == nullptr || option->type == type || (type == LECTOR_OPTION_DOUBLE && option->type == LECTOR_OPTION_INT)) return option;
    throw BadOption(std::string(path), std::string("must be ") + wanted);
  }

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
  // Adds to a counter of this extractor: among the daemon's metrics, and in its log when it ends. From any thread; takes a lock.
  // The name: at most 64 of a-z, A-Z, 0-9, '_', '.', '-'; at most 100 names.
  void count(std::string_view metric, double by = 1) const { host_->count(host_, Str(metric), by); }
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
  // The request's W3C Trace Context, to hand on to what this extractor calls; empty: the client sent none.
  std::string_view traceparent() const { return View(call_->traceparent); }
  const lector_call* raw() const { return call_; }

 private:
  static uint64_t now_ns() {
    timespec t = {};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<uint64_t>(t.tv_sec) * 1000000000u + static_cast<uint64_t>(t.tv_nsec);
  }
  mutable uint32_t checks_ = 0;
};

}  // namespace lector
#endif  // LECTOR_OPTIONS_HPP_
