// lector/testing/store.hpp - the rules that a record must keep, the same as the daemon's, in the same words.
//
// Part of <lector/testing.hpp>, which includes it.
#ifndef LECTOR_TESTING_STORE_HPP_
#define LECTOR_TESTING_STORE_HPP_

#include <lector/testing/json.hpp>
#include <lector/testing/records.hpp>
#include <lector/testing/text.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lector::testing::internal {

// What an extractor may emit, from its manifest.
using Types = std::set<std::string, std::less<>>;

inline const char* TypeOfKind(uint32_t kind) {
  switch (kind) {
    case LECTOR_ENTITY: return "lector.v1.Entity";
    case LECTOR_MENTION: return "lector.v1.EntityMention";
    case LECTOR_QUOTE: return "lector.v1.Quote";
    case LECTOR_FIGURE: return "lector.v1.EconomicFigure";
    default: return "";
  }
}

// The rules broken by one record of a document: "" or what is wrong.
class Rules {
 public:
  // `kinds`: of the records so far, by id - 1.
  Rules(std::string_view text, const std::vector<uint32_t>& kinds) : text_(text), kinds_(kinds) {}

  std::string Check(const Types& provides, const lector_record& record) {
    broken_.clear();
    const bool custom = record.kind == LECTOR_CUSTOM;
    if (!custom && !provides.contains(std::string_view(TypeOfKind(record.kind)))) Break("its type is not among what the manifest provides");
    if (!(record.confidence >= 0 && record.confidence <= 1)) Break("confidence is not in [0, 1]");
    Place(record.span, record.kind != LECTOR_ENTITY, "span");
    if (!broken_.empty()) return broken_;
    switch (record.kind) {
      case LECTOR_ENTITY: Entity(reinterpret_cast<const lector_entity&>(record)); break;
      case LECTOR_MENTION: Mention(reinterpret_cast<const lector_mention&>(record)); break;
      case LECTOR_QUOTE: Quote(reinterpret_cast<const lector_quote&>(record)); break;
      case LECTOR_FIGURE: Figure(reinterpret_cast<const lector_figure&>(record)); break;
      default: Custom(provides, reinterpret_cast<const lector_custom&>(record));
    }
    return broken_;
  }

  static const char* NameOfKind(uint32_t kind) {
    switch (kind) {
      case LECTOR_ENTITY: return "entity";
      case LECTOR_MENTION: return "mention";
      case LECTOR_QUOTE: return "quote";
      case LECTOR_FIGURE: return "figure";
      default: return "custom record";
    }
  }

 private:
  void Break(std::string message) {  // the first rule counts
    if (broken_.empty()) broken_ = std::move(message);
  }
  void Place(lector_span span, bool needed, const std::string& what) {
    if (span.begin == 0 && span.end == 0) {
      if (needed) Break(what + " is empty");
      return;
    }
    const std::string place = what + " [" + std::to_string(span.begin) + ", " + std::to_string(span.end) + ")";
    if (span.begin >= span.end) Break(place + " is empty or runs backwards");
    else if (span.end > text_.size()) Break(place + " is outside the text of " + std::to_string(text_.size()) + " bytes");
    else if (!IsBoundary(text_, span.begin) || !IsBoundary(text_, span.end)) Break(place + " cuts a code point");
  }
  void String(lector_str s, const std::string& what) {
    if (s.size == 0) return;
    if (s.data == nullptr) Break(what + " is NULL");
    else if (s.size > (64u << 10)) Break(what + " is over 64 KiB");
    else if (!IsValidUtf8({s.data, s.size})) Break(what + " is not valid UTF-8");
  }
  void Link(lector_id id, uint32_t kind, const std::string& what) {
    if (id != 0 && (id > kinds_.size() || kinds_[id - 1] != kind))
      Break(what + " " + std::to_string(id) + " is the id of no " + NameOfKind(kind));
  }
  void AtMost(uint32_t value, uint32_t last, const std::string& what) {
    if (value > last) Break(what + " is " + std::to_string(value) + ", which is not defined");
  }

  void Entity(const lector_entity& entity) {
    if (entity.type.size == 0) Break("type is empty");
    if (entity.attribute_count > 0 && entity.attributes == nullptr) return Break("attributes is NULL");
    if (entity.attribute_count > 1000) return Break("more than 1000 attributes");
    for (uint32_t i = 0; i < entity.attribute_count; ++i) {
      if (entity.attributes[i].key.size == 0) Break("an attribute has no key");
      String(entity.attributes[i].key, "attribute key");
      String(entity.attributes[i].value, "attribute value");
    }
    String(entity.type, "type");
    String(entity.name, "name");
  }
  void Mention(const lector_mention& mention) {
    Place(mention.name_span, false, "name_span");
    if (mention.entity == 0) Break("entity is not given");
    Link(mention.entity, LECTOR_ENTITY, "entity");
    Link(mention.metonym_of, LECTOR_ENTITY, "metonym_of");
    AtMost(mention.form, LECTOR_FORM_PRONOUN, "form");
    String(mention.normal_form, "normal_form");
  }
  void Quote(const lector_quote& quote) {
    if (quote.content_count == 0 || quote.content == nullptr) return Break("no content");
    uint32_t last = quote.head.span.begin;
    for (uint32_t i = 0; i < quote.content_count; ++i) {
      Place(quote.content[i], true, "content");
      if (quote.content[i].begin < last || quote.content[i].end > quote.head.span.end) Break("content spans are not in order inside the span");
      if (!broken_.empty()) return;
      last = quote.content[i].end;
    }
    Place(quote.speaker, false, "speaker");
    Place(quote.cue, false, "cue");
    Link(quote.speaker_entity, LECTOR_ENTITY, "speaker_entity");
    AtMost(quote.kind, LECTOR_QUOTE_MIXED, "kind");
    AtMost(quote.polarity, LECTOR_POLARITY_PROMISES, "polarity");
    String(quote.speaker_name, "speaker_name");
    String(quote.speaker_title, "speaker_title");
    String(quote.cue_lemma, "cue_lemma");
  }
  void Figure(const lector_figure& figure) {
    if (figure.value.size == 0 && figure.min.size == 0 && figure.max.size == 0) Break("neither value nor min nor max");
    if (figure.value.size != 0 && (figure.min.size != 0 || figure.max.size != 0)) Break("both value and min or max");
    Place(figure.indicator_span, false, "indicator_span");
    Link(figure.subject, LECTOR_ENTITY, "subject");
    Link(figure.related, LECTOR_FIGURE, "related");
    AtMost(figure.kind, LECTOR_FIGURE_NUMBER, "kind");
    AtMost(figure.modifier, LECTOR_MODIFIER_RANGE, "modifier");
    AtMost(figure.role, LECTOR_ROLE_PREVIOUS, "role");
    AtMost(figure.change, LECTOR_CHANGE_FLAT, "change");
    AtMost(figure.economic, LECTOR_ECONOMIC_YES, "economic");
    String(figure.value, "value");
    String(figure.min, "min");
    String(figure.max, "max");
    String(figure.unit, "unit");
    String(figure.indicator, "indicator");
    String(figure.period, "period");
  }
  static int Depth(const Json& json) {
    int deepest = 0;
    for (const auto& [name, member] : json.object) deepest = std::max(deepest, Depth(member));
    for (const Json& element : json.array) deepest = std::max(deepest, Depth(element));
    return json.type == Json::kObject || json.type == Json::kArray ? deepest + 1 : 0;
  }
  void Custom(const Types& provides, const lector_custom& custom) {
    String(custom.type, "type");
    if (!broken_.empty()) return;
    const std::string_view type(custom.type.data, custom.type.size);
    if (!provides.contains(type)) Break("the type '" + std::string(type) + "' is not among what the manifest provides");
    if (custom.json.size != 0 && custom.data.size != 0) Break("both json and data");
    if (custom.json.size > (4u << 20) || custom.data.size > (4u << 20)) Break("json or data is over 4 MiB");
    if (custom.data.size != 0 && custom.data.data == nullptr) Break("data is NULL");
    if (!broken_.empty() || custom.json.size == 0) return;
    if (custom.json.data == nullptr) return Break("json is NULL");
    const std::optional<Json> json = Json::Parse({custom.json.data, custom.json.size});
    if (!json || json->type != Json::kObject) Break("json is not a JSON object");
    else if (Depth(*json) > 30) Break("json is nested more than 30 deep");
  }

  const std::string_view text_;
  const std::vector<uint32_t>& kinds_;
  std::string broken_;
};

// The records of one document.
class Store {
 public:
  explicit Store(std::string_view text) : text_(text) {}

  // "": taken, with the id; else the rule that the record breaks.
  std::string Add(const Types& provides, const lector_record* record, lector_id* id) {
    union {
      lector_record head;
      lector_entity entity;
      lector_mention mention;
      lector_quote quote;
      lector_figure figure;
      lector_custom custom;
    } copy;
    if (record == nullptr) return "the record is NULL";
    const size_t size = SizeOf(record->kind);
    if (size == 0) return "unknown kind of record " + std::to_string(record->kind);
    if (record->size < sizeof(lector_record)) return "head.size is " + std::to_string(record->size) + ", smaller than a head";
    std::memset(&copy, 0, sizeof copy);
    std::memcpy(&copy, record, std::min<size_t>(record->size, size));
    if (std::string broken = Rules(text_, kinds_).Check(provides, copy.head); !broken.empty())
      return std::string(Rules::NameOfKind(record->kind)) + ": " + broken;
    kinds_.push_back(record->kind);
    copy.head.id = *id = static_cast<lector_id>(kinds_.size());
    records_.push_back(Own(&copy.head, text_));
    return "";
  }
  const std::vector<Record>& records() const { return records_; }

 private:
  static size_t SizeOf(uint32_t kind) {
    switch (kind) {
      case LECTOR_ENTITY: return sizeof(lector_entity);
      case LECTOR_MENTION: return sizeof(lector_mention);
      case LECTOR_QUOTE: return sizeof(lector_quote);
      case LECTOR_FIGURE: return sizeof(lector_figure);
      case LECTOR_CUSTOM: return sizeof(lector_custom);
      default: return 0;
    }
  }
  const std::string_view text_;
  std::vector<uint32_t> kinds_;
  std::vector<Record> records_;
};

}  // namespace lector::testing::internal
#endif  // LECTOR_TESTING_STORE_HPP_
