// lector/testing/json.hpp - the little JSON that the test double needs: manifests, options, the payload of custom records.
//
// Part of <lector/testing.hpp>, which includes it. Strict (RFC 8259, valid UTF-8, surrogates in pairs), because the daemon is.
#ifndef LECTOR_TESTING_JSON_HPP_
#define LECTOR_TESTING_JSON_HPP_

#include <lector/sink.hpp>
#include <lector/testing/text.hpp>

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lector::testing {

struct Json {
  enum Type { kNull, kBool, kInteger, kNumber, kString, kArray, kObject };
  Type type = kNull;
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;  // of an integer as well
  std::string string;
  std::vector<Json> array;
  std::map<std::string, Json, std::less<>> object;

  static Json Object() { return OfType(kObject); }
  static Json Of(bool value) {
    Json json = OfType(kBool);
    json.boolean = value;
    return json;
  }
  static Json Of(int64_t value) {
    Json json = OfType(kInteger);
    json.integer = value;
    json.number = static_cast<double>(value);
    return json;
  }
  static Json Of(double value) {
    Json json = OfType(kNumber);
    json.number = value;
    return json;
  }
  static Json Of(std::string value) {
    Json json = OfType(kString);
    json.string = std::move(value);
    return json;
  }

  // nullopt: not JSON. `twice`: set to the first member name that an object has twice, of which the last counts.
  static std::optional<Json> Parse(std::string_view text, std::string* twice = nullptr);

  bool is_number() const { return type == kInteger || type == kNumber; }
  const Json* find(std::string_view name) const {
    const auto it = object.find(name);
    return it == object.end() ? nullptr : &it->second;
  }
  std::string dump() const {
    std::string out;
    Append(out);
    return out;
  }
  // Puts a value under a path of dots, making the objects on the way.
  void put(std::string_view path, Json value) {
    type = kObject;
    const size_t dot = path.find('.');
    Json& member = object[std::string(path.substr(0, dot))];
    if (dot == std::string_view::npos) member = std::move(value);
    else member.put(path.substr(dot + 1), std::move(value));
  }
  bool operator==(const Json&) const = default;

 private:
  static Json OfType(Type type) {
    Json json;
    json.type = type;
    return json;
  }
  void Append(std::string& out) const {
    const auto digits = [&out](auto value) {
      char buffer[64];
      out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    };
    switch (type) {
      case kNull: out += "null"; break;
      case kBool: out += boolean ? "true" : "false"; break;
      case kInteger: digits(integer); break;
      case kNumber: digits(number); break;
      case kString: lector::internal::AppendJsonString(out, string); break;
      case kArray:
        out += '[';
        for (const Json& element : array) {
          if (out.back() != '[') out += ',';
          element.Append(out);
        }
        out += ']';
        break;
      case kObject:
        out += '{';
        for (const auto& [name, member] : object) {
          if (out.back() != '{') out += ',';
          lector::internal::AppendJsonString(out, name);
          out += ':';
          member.Append(out);
        }
        out += '}';
        break;
    }
  }
};

namespace internal {

class JsonParser {
 public:
  explicit JsonParser(std::string_view text) : text_(text) {}
  std::optional<Json> Run() {
    Json value;
    if (!Value(value, 0)) return std::nullopt;
    Space();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }
  const std::string& twice() const { return twice_; }

 private:
  static constexpr int kMaxDepth = 500;
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void Space() {
    while (at_ < text_.size() && (Peek() == ' ' || Peek() == '\n' || Peek() == '\t' || Peek() == '\r')) ++at_;
  }
  bool Take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool Value(Json& out, int depth) {
    if (depth > kMaxDepth) return false;
    Space();
    switch (Peek()) {
      case '{': return Members(out, depth);
      case '[': return Elements(out, depth);
      case '"': out.type = Json::kString; return String(out.string);
      case 't': out = Json::Of(true); return Take("true");
      case 'f': out = Json::Of(false); return Take("false");
      case 'n': return Take("null");
      default: return Number(out);
    }
  }
  bool Members(Json& out, int depth) {
    out.type = Json::kObject;
    ++at_;
    Space();
    if (Take("}")) return true;
    do {
      std::string name;
      Space();
      if (Peek() != '"' || !String(name)) return false;
      Space();
      Json member;
      if (!Take(":") || !Value(member, depth + 1)) return false;
      if (out.object.contains(name) && twice_.empty()) twice_ = name;
      out.object.insert_or_assign(std::move(name), std::move(member));
      Space();
    } while (Take(","));
    return Take("}");
  }
  bool Elements(Json& out, int depth) {
    out.type = Json::kArray;
    ++at_;
    Space();
    if (Take("]")) return true;
    do {
      if (!Value(out.array.emplace_back(), depth + 1)) return false;
      Space();
    } while (Take(","));
    return Take("]");
  }
  bool Number(Json& out) {
    const size_t begin = at_;
    const auto digits = [this] {
      const size_t from = at_;
      while (Peek() >= '0' && Peek() <= '9') ++at_;
      return at_ - from;
    };
    bool whole = true;
    Take("-");
    if (!Take("0") && digits() == 0) return false;
    if (Take(".")) {
      whole = false;
      if (digits() == 0) return false;
    }
    if (Take("e") || Take("E")) {
      whole = false;
      if (!Take("+")) Take("-");
      if (digits() == 0) return false;
    }
    const char* const first = text_.data() + begin;
    const char* const last = text_.data() + at_;
    int64_t integer = 0;
    if (whole && std::from_chars(first, last, integer).ec == std::errc()) {
      out = Json::Of(integer);
      return true;
    }
    double number = 0;
    if (std::from_chars(first, last, number).ec != std::errc() || !std::isfinite(number)) return false;
    out = Json::Of(number);
    return true;
  }
  bool Hex(uint32_t& out) {
    out = 0;
    if (at_ + 4 > text_.size()) return false;
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + at_ + 4, out, 16);
    if (error != std::errc() || end != text_.data() + at_ + 4) return false;
    at_ += 4;
    return true;
  }
  bool Escape(std::string& out) {
    static constexpr std::string_view kFrom = "\"\\/bfnrt", kTo = "\"\\/\b\f\n\r\t";
    const char c = Peek();
    ++at_;
    if (const size_t i = kFrom.find(c); c != '\0' && i != std::string_view::npos) {
      out += kTo[i];
      return true;
    }
    uint32_t code = 0, low = 0;
    if (c != 'u' || !Hex(code)) return false;
    if (code >= 0xDC00 && code < 0xE000) return false;
    if (code >= 0xD800 && code < 0xDC00) {
      if (!Take("\\u") || !Hex(low) || low < 0xDC00 || low >= 0xE000) return false;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    AppendCodePoint(out, code);
    return true;
  }
  bool String(std::string& out) {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return IsValidUtf8(out);
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') out += c;
      else if (!Escape(out)) return false;
    }
    return false;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string twice_;
};

}  // namespace internal

inline std::optional<Json> Json::Parse(std::string_view text, std::string* twice) {
  internal::JsonParser parser(text);
  std::optional<Json> json = parser.Run();
  if (twice != nullptr) *twice = parser.twice();
  return json;
}

namespace internal {

// A value of an option or a setting.
inline Json ToJson(bool value) { return Json::Of(value); }
inline Json ToJson(std::integral auto value) { return Json::Of(static_cast<int64_t>(value)); }
inline Json ToJson(double value) { return Json::Of(value); }
inline Json ToJson(std::string_view value) { return Json::Of(std::string(value)); }
inline Json ToJson(const char* value) { return Json::Of(std::string(value)); }

}  // namespace internal

}  // namespace lector::testing
#endif  // LECTOR_TESTING_JSON_HPP_
