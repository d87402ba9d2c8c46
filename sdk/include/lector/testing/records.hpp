// lector/testing/records.hpp - records as plain structs that own their strings, to write in tests and to compare.
//
// Part of <lector/testing.hpp>, which includes it. The members mean what the structs of <lector/records.h> say. `id` and
// `text` (the covered text) are set in what a run gives back; they need not be given for upstream records.
#ifndef LECTOR_TESTING_RECORDS_HPP_
#define LECTOR_TESTING_RECORDS_HPP_

#include <lector/records.h>
#include <lector/testing/json.hpp>
#include <lector/testing/text.hpp>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lector::testing {

struct Entity {
  std::string type = {}, name = {};
  std::vector<std::pair<std::string, std::string>> attributes = {};
  float confidence = 0;
  lector_id id = 0;
  Span span = {};  // none as a rule
  std::string text = {};
  bool operator==(const Entity&) const = default;
};

struct Mention {
  Span span = {};
  lector_id entity = 0;
  uint32_t form = 0;
  Span name_span = {};
  std::string normal_form = {};
  lector_id metonym_of = 0;
  float confidence = 0;
  lector_id id = 0;
  std::string text = {};
  bool operator==(const Mention&) const = default;
};

struct Quote {
  Span span = {};
  uint32_t kind = 0;
  std::vector<Span> content = {};
  Span speaker = {}, cue = {};
  lector_id speaker_entity = 0;
  uint32_t polarity = 0;
  std::string speaker_name = {}, speaker_title = {}, cue_lemma = {};
  float confidence = 0;
  lector_id id = 0;
  std::string text = {};
  bool operator==(const Quote&) const = default;
};

struct Figure {
  Span span = {};
  uint32_t kind = 0, modifier = 0, role = 0, change = 0;
  std::string value = {}, min = {}, max = {}, unit = {}, indicator = {}, period = {};
  Span indicator_span = {};
  lector_id subject = 0;
  uint32_t economic = 0;
  lector_id related = 0;
  float confidence = 0;
  lector_id id = 0;
  std::string text = {};
  bool operator==(const Figure&) const = default;
};

struct Custom {
  Span span = {};
  std::string type = {}, json = {}, data = {};
  float confidence = 0;
  lector_id id = 0;
  std::string text = {};
  bool operator==(const Custom&) const = default;

  // A member of the JSON: a string as it is, anything else as JSON; "" when it is not there.
  std::string get(std::string_view name) const {
    const std::optional<Json> parsed = Json::Parse(json);
    const Json* const member = parsed ? parsed->find(name) : nullptr;
    return member == nullptr ? "" : member->type == Json::kString ? member->string : member->dump();
  }
};

// What an extractor emitted for one document, each kind in the order of emission.
struct Records {
  std::vector<Entity> entities;
  std::vector<Mention> mentions;
  std::vector<Quote> quotes;
  std::vector<Figure> figures;
  std::vector<Custom> customs;
  size_t size() const { return entities.size() + mentions.size() + quotes.size() + figures.size() + customs.size(); }
  bool empty() const { return size() == 0; }
  bool operator==(const Records&) const = default;
};

using Record = std::variant<Entity, Mention, Quote, Figure, Custom>;

namespace internal {

inline std::string Own(lector_str s) { return s.size == 0 ? std::string() : std::string(s.data, s.size); }

template <class R>
R OwnHead(const lector_record& head, std::string_view text) {
  R out;
  out.span = head.span;
  out.id = head.id;
  out.confidence = head.confidence;
  out.text = text.substr(head.span.begin, head.span.end - head.span.begin);
  return out;
}

// From the ABI's structs, which were checked and are in the size that this header knows.
inline Record Own(const lector_record* record, std::string_view text) {
  switch (record->kind) {
    case LECTOR_ENTITY: {
      const auto& from = *reinterpret_cast<const lector_entity*>(record);
      auto to = OwnHead<Entity>(from.head, text);
      to.type = Own(from.type), to.name = Own(from.name);
      for (uint32_t i = 0; i < from.attribute_count; ++i)
        to.attributes.emplace_back(Own(from.attributes[i].key), Own(from.attributes[i].value));
      return to;
    }
    case LECTOR_MENTION: {
      const auto& from = *reinterpret_cast<const lector_mention*>(record);
      auto to = OwnHead<Mention>(from.head, text);
      to.entity = from.entity, to.form = from.form, to.name_span = from.name_span;
      to.normal_form = Own(from.normal_form), to.metonym_of = from.metonym_of;
      return to;
    }
    case LECTOR_QUOTE: {
      const auto& from = *reinterpret_cast<const lector_quote*>(record);
      auto to = OwnHead<Quote>(from.head, text);
      to.kind = from.kind, to.content.assign(from.content, from.content + from.content_count);
      to.speaker = from.speaker, to.cue = from.cue, to.speaker_entity = from.speaker_entity, to.polarity = from.polarity;
      to.speaker_name = Own(from.speaker_name), to.speaker_title = Own(from.speaker_title), to.cue_lemma = Own(from.cue_lemma);
      return to;
    }
    case LECTOR_FIGURE: {
      const auto& from = *reinterpret_cast<const lector_figure*>(record);
      auto to = OwnHead<Figure>(from.head, text);
      to.kind = from.kind, to.modifier = from.modifier, to.role = from.role, to.change = from.change;
      to.value = Own(from.value), to.min = Own(from.min), to.max = Own(from.max), to.unit = Own(from.unit);
      to.indicator = Own(from.indicator), to.period = Own(from.period), to.indicator_span = from.indicator_span;
      to.subject = from.subject, to.economic = from.economic, to.related = from.related;
      return to;
    }
    default: {
      const auto& from = *reinterpret_cast<const lector_custom*>(record);
      auto to = OwnHead<Custom>(from.head, text);
      to.type = Own(from.type), to.json = Own(from.json), to.data = Own(from.data);
      return to;
    }
  }
}

// Records in the ABI's form, with the memory that they point to; addresses stay as they are while it lives.
class AbiRecords {
 public:
  const lector_record* Add(const Record& record, lector_id id) {
    return std::visit([&](const auto& from) { return Add(from, id); }, record);
  }

 private:
  template <class To, class From>
  To& Head(std::deque<To>& all, const From& from, uint32_t kind, lector_id id) {
    To& to = all.emplace_back();
    to.head = {sizeof(To), kind, id, from.confidence, from.span, {0, 0}};
    return to;
  }
  lector_str Keep(const std::string& s) {
    const std::string& kept = strings_.emplace_back(s);
    return {kept.data(), kept.size()};
  }
  const lector_record* Add(const Entity& from, lector_id id) {
    lector_entity& to = Head(entities_, from, LECTOR_ENTITY, id);
    to.type = Keep(from.type), to.name = Keep(from.name);
    auto& attributes = attributes_.emplace_back();
    for (const auto& [key, value] : from.attributes) attributes.push_back({Keep(key), Keep(value)});
    to.attribute_count = static_cast<uint32_t>(attributes.size()), to.attributes = attributes.data();
    return &to.head;
  }
  const lector_record* Add(const Mention& from, lector_id id) {
    lector_mention& to = Head(mentions_, from, LECTOR_MENTION, id);
    to.entity = from.entity, to.form = from.form, to.name_span = from.name_span;
    to.normal_form = Keep(from.normal_form), to.metonym_of = from.metonym_of;
    return &to.head;
  }
  const lector_record* Add(const Quote& from, lector_id id) {
    lector_quote& to = Head(quotes_, from, LECTOR_QUOTE, id);
    auto& content = spans_.emplace_back(from.content.begin(), from.content.end());
    to.kind = from.kind, to.content_count = static_cast<uint32_t>(content.size()), to.content = content.data();
    to.speaker = from.speaker, to.cue = from.cue, to.speaker_entity = from.speaker_entity, to.polarity = from.polarity;
    to.speaker_name = Keep(from.speaker_name), to.speaker_title = Keep(from.speaker_title), to.cue_lemma = Keep(from.cue_lemma);
    return &to.head;
  }
  const lector_record* Add(const Figure& from, lector_id id) {
    lector_figure& to = Head(figures_, from, LECTOR_FIGURE, id);
    to.kind = from.kind, to.modifier = from.modifier, to.role = from.role, to.change = from.change;
    to.value = Keep(from.value), to.min = Keep(from.min), to.max = Keep(from.max), to.unit = Keep(from.unit);
    to.indicator = Keep(from.indicator), to.period = Keep(from.period), to.indicator_span = from.indicator_span;
    to.subject = from.subject, to.economic = from.economic, to.related = from.related;
    return &to.head;
  }
  const lector_record* Add(const Custom& from, lector_id id) {
    lector_custom& to = Head(customs_, from, LECTOR_CUSTOM, id);
    to.type = Keep(from.type), to.json = Keep(from.json), to.data = Keep(from.data);
    return &to.head;
  }

  std::deque<std::string> strings_;
  std::deque<std::vector<lector_attribute>> attributes_;
  std::deque<std::vector<lector_span>> spans_;
  std::deque<lector_entity> entities_;
  std::deque<lector_mention> mentions_;
  std::deque<lector_quote> quotes_;
  std::deque<lector_figure> figures_;
  std::deque<lector_custom> customs_;
};

}  // namespace internal
}  // namespace lector::testing
#endif  // LECTOR_TESTING_RECORDS_HPP_
