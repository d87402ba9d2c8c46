// lector/sink.hpp - where an extractor's records go.
//
// Part of <lector/plugin.hpp>, which includes it. Records of the public API are filled in as structs (<lector/records.h>;
// size and kind are set here); records of a type of one's own are written member by member:
//
//   const lector_id who = sink.emit(lector_entity{.type = lector::Str("PERSON"), .name = lector::Str(name)});
//   sink.emit(lector_mention{.head = {.span = span}, .entity = who, .form = LECTOR_FORM_NAME, .name_span = span});
//   sink.custom("example.v1.Phone", span).set("digits", token.text()).confidence(0.9f);
//
// The host copies what it takes, so that strings may be temporaries.
#ifndef LECTOR_SINK_HPP_
#define LECTOR_SINK_HPP_

#include <lector/options.hpp>
#include <lector/plugin.h>

#include <charconv>
#include <cmath>
#include <concepts>
#include <exception>
#include <string>
#include <string_view>
#include <type_traits>

namespace lector {

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

// Builds the JSON object of a custom record member by member; emitted at the end of the full expression, or not at all when
// an exception leaves the expression. Numbers that JSON does not have (NaN, infinity) become null.
class CustomRecord {
 public:
  CustomRecord(const CustomRecord&) = delete;
  CustomRecord& operator=(const CustomRecord&) = delete;
  inline ~CustomRecord();
  CustomRecord& set(std::string_view key, std::string_view value) {
    return member(key, [&] { internal::AppendJsonString(json_, value); });
  }
  CustomRecord& set(std::string_view key, const char* value) { return set(key, std::string_view(value)); }
  CustomRecord& set(std::string_view key, std::same_as<bool> auto value) {
    return member(key, [&] { json_ += value ? "true" : "false"; });
  }
  template <class T>
    requires(std::is_arithmetic_v<T> && !std::same_as<T, bool>)
  CustomRecord& set(std::string_view key, T value) {
    return member(key, [&] {
      char digits[64];
      if (std::is_floating_point_v<T> && !std::isfinite(static_cast<double>(value))) json_ += "null";
      else json_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    });
  }
  CustomRecord& confidence(float value) { return confidence_ = value, *this; }

 private:
  friend class Sink;
  CustomRecord(Sink* sink, std::string_view type, lector_span span) : sink_(sink), type_(type), span_(span), json_("{}") {}
  template <class Append>
  CustomRecord& member(std::string_view key, Append&& append) {
    json_.pop_back();  // the brace, which goes back at once: nothing is left to do in the destructor that could fail
    if (json_.size() > 1) json_ += ',';
    internal::AppendJsonString(json_, key);
    json_ += ':';
    append();
    json_ += '}';
    return *this;
  }
  Sink* sink_;
  std::string_view type_;
  lector_span span_;
  float confidence_ = 0;
  int exceptions_ = std::uncaught_exceptions();
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
  if (std::uncaught_exceptions() > exceptions_) return;
  lector_custom record = {};
  record.head.span = span_;
  record.head.confidence = confidence_;
  record.type = Str(type_);
  record.json = Str(json_);
  sink_->emit(record);
}

}  // namespace lector
#endif  // LECTOR_SINK_HPP_
