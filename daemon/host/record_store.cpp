#include "daemon/host/record_store.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "daemon/text/utf8.h"

namespace lector::host {
namespace {

constexpr size_t kMaxString = 64u << 10;
constexpr size_t kMaxPayload = 4u << 20;  // json and data of a custom record
// Objects and arrays of a custom record, one inside the other: an object is three messages deep in a google.protobuf.Struct, and
// clients read 100.
constexpr int kMaxDepth = 30;

size_t SizeOfKind(uint32_t kind) {
  switch (kind) {
    case LECTOR_ENTITY: return sizeof(lector_entity);
    case LECTOR_MENTION: return sizeof(lector_mention);
    case LECTOR_QUOTE: return sizeof(lector_quote);
    case LECTOR_FIGURE: return sizeof(lector_figure);
    case LECTOR_CUSTOM: return sizeof(lector_custom);
    default: return 0;
  }
}

const char* NameOfKind(uint32_t kind) {
  switch (kind) {
    case LECTOR_ENTITY: return "entity";
    case LECTOR_MENTION: return "mention";
    case LECTOR_QUOTE: return "quote";
    case LECTOR_FIGURE: return "figure";
    default: return "custom record";
  }
}

bool Allowed(const Provides& provides, uint32_t kind) {
  switch (kind) {
    case LECTOR_ENTITY: return provides.entities;
    case LECTOR_MENTION: return provides.mentions;
    case LECTOR_QUOTE: return provides.quotes;
    case LECTOR_FIGURE: return provides.figures;
    default: return true;  // a custom record is checked by its type
  }
}

// Looks at brackets alone, so that it bounds what a parser gets.
bool IsDeep(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      else if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

Status Bad(std::string message) { return Status(Code::kInvalidArgument, std::move(message)); }

Status CheckEnum(uint32_t value, uint32_t last, const char* what) {
  return value <= last ? Status() : Bad(std::string(what) + " is " + std::to_string(value) + ", which is not defined");
}

template <class T>
const T& As(const lector_record& record) {
  return reinterpret_cast<const T&>(record);
}

}  // namespace

RecordStore::RecordStore(std::string_view text, uint32_t max_records) : text_(text), max_records_(max_records) {}

Result<lector_id> RecordStore::Emit(uint32_t extractor, const Provides& provides, const lector_record* record) {
  if (record == nullptr) return Bad("the record is NULL");
  const size_t size = SizeOfKind(record->kind);
  if (size == 0) return Bad("unknown kind of record " + std::to_string(record->kind));
  if (record->size < sizeof(lector_record)) return Bad("head.size is " + std::to_string(record->size) + ", smaller than a head");
  if (records_.size() >= max_records_)
    return Status(Code::kResourceExhausted, "more than " + std::to_string(max_records_) + " records in one document");

  // The record in the host's size: what an older plugin does not know is zero, what a newer one adds is not looked at.
  void* const memory = arena_.allocate(size, alignof(lector_entity));
  std::memset(memory, 0, size);
  std::memcpy(memory, record, std::min<size_t>(record->size, size));
  auto* const copy = static_cast<lector_record*>(memory);
  copy->size = static_cast<uint32_t>(size);
  if (Status status = Check(provides, *copy); !status.ok())
    return Status(status.code(), std::string(NameOfKind(copy->kind)) + ": " + status.message());

  switch (copy->kind) {
    case LECTOR_ENTITY: {
      auto& entity = reinterpret_cast<lector_entity&>(*copy);
      entity.type = Copy(entity.type);
      entity.name = Copy(entity.name);
      auto* attributes =
          static_cast<lector_attribute*>(arena_.allocate(entity.attribute_count * sizeof(lector_attribute), alignof(lector_attribute)));
      for (uint32_t i = 0; i < entity.attribute_count; ++i)
        attributes[i] = {Copy(entity.attributes[i].key), Copy(entity.attributes[i].value)};
      entity.attributes = attributes;
      break;
    }
    case LECTOR_MENTION: {
      auto& mention = reinterpret_cast<lector_mention&>(*copy);
      mention.normal_form = Copy(mention.normal_form);
      break;
    }
    case LECTOR_QUOTE: {
      auto& quote = reinterpret_cast<lector_quote&>(*copy);
      auto* content = static_cast<lector_span*>(arena_.allocate(quote.content_count * sizeof(lector_span), alignof(lector_span)));
      std::copy_n(quote.content, quote.content_count, content);
      quote.content = content;
      for (lector_str* s : {&quote.speaker_name, &quote.speaker_title, &quote.cue_lemma}) *s = Copy(*s);
      break;
    }
    case LECTOR_FIGURE: {
      auto& figure = reinterpret_cast<lector_figure&>(*copy);
      for (lector_str* s : {&figure.value, &figure.min, &figure.max, &figure.unit, &figure.indicator, &figure.period}) *s = Copy(*s);
      break;
    }
    default: {
      auto& custom = reinterpret_cast<lector_custom&>(*copy);
      for (lector_str* s : {&custom.type, &custom.json, &custom.data}) *s = Copy(*s);
    }
  }
  copy->id = static_cast<lector_id>(records_.size() + 1);
  records_.push_back({copy, extractor});
  return copy->id;
}

void RecordStore::Drop(uint32_t extractor) {
  for (StoredRecord& stored : records_)
    if (stored.extractor == extractor) stored.record = nullptr;
}

Status RecordStore::Check(const Provides& provides, const lector_record& record) const {
  if (!Allowed(provides, record.kind)) return Bad("its type is not among what the manifest provides");
  if (!(record.confidence >= 0 && record.confidence <= 1)) return Bad("confidence is not in [0, 1]");
  if (Status s = CheckSpan(record.span, record.kind != LECTOR_ENTITY, "span"); !s.ok()) return s;
  switch (record.kind) {
    case LECTOR_ENTITY: return CheckEntity(As<lector_entity>(record));
    case LECTOR_MENTION: return CheckMention(As<lector_mention>(record));
    case LECTOR_QUOTE: return CheckQuote(As<lector_quote>(record));
    case LECTOR_FIGURE: return CheckFigure(As<lector_figure>(record));
    default: return CheckCustom(provides, As<lector_custom>(record));
  }
}

Status RecordStore::CheckEntity(const lector_entity& entity) const {
  if (entity.type.size == 0) return Bad("type is empty");
  if (entity.attribute_count > 0 && entity.attributes == nullptr) return Bad("attributes is NULL");
  if (entity.attribute_count > 1000) return Bad("more than 1000 attributes");
  for (uint32_t i = 0; i < entity.attribute_count; ++i) {
    if (entity.attributes[i].key.size == 0) return Bad("an attribute has no key");
    if (Status s = CheckStrings({{entity.attributes[i].key, "attribute key"}, {entity.attributes[i].value, "attribute value"}}); !s.ok())
      return s;
  }
  return CheckStrings({{entity.type, "type"}, {entity.name, "name"}});
}

Status RecordStore::CheckMention(const lector_mention& mention) const {
  if (Status s = CheckSpan(mention.name_span, false, "name_span"); !s.ok()) return s;
  if (mention.entity == 0) return Bad("entity is not given");
  if (Status s = CheckLink(mention.entity, LECTOR_ENTITY, "entity"); !s.ok()) return s;
  if (Status s = CheckLink(mention.metonym_of, LECTOR_ENTITY, "metonym_of"); !s.ok()) return s;
  if (Status s = CheckEnum(mention.form, LECTOR_FORM_PRONOUN, "form"); !s.ok()) return s;
  return CheckStrings({{mention.normal_form, "normal_form"}});
}

Status RecordStore::CheckQuote(const lector_quote& quote) const {
  if (quote.content_count == 0 || quote.content == nullptr) return Bad("no content");
  uint32_t last = quote.head.span.begin;
  for (uint32_t i = 0; i < quote.content_count; ++i) {
    if (Status s = CheckSpan(quote.content[i], true, "content"); !s.ok()) return s;
    if (quote.content[i].begin < last || quote.content[i].end > quote.head.span.end)
      return Bad("content spans are not in order inside the span");
    last = quote.content[i].end;
  }
  if (Status s = CheckSpan(quote.speaker, false, "speaker"); !s.ok()) return s;
  if (Status s = CheckSpan(quote.cue, false, "cue"); !s.ok()) return s;
  if (Status s = CheckLink(quote.speaker_entity, LECTOR_ENTITY, "speaker_entity"); !s.ok()) return s;
  if (Status s = CheckEnum(quote.kind, LECTOR_QUOTE_MIXED, "kind"); !s.ok()) return s;
  if (Status s = CheckEnum(quote.polarity, LECTOR_POLARITY_PROMISES, "polarity"); !s.ok()) return s;
  return CheckStrings({{quote.speaker_name, "speaker_name"}, {quote.speaker_title, "speaker_title"}, {quote.cue_lemma, "cue_lemma"}});
}

Status RecordStore::CheckFigure(const lector_figure& figure) const {
  if (figure.value.size == 0 && figure.min.size == 0 && figure.max.size == 0) return Bad("neither value nor min nor max");
  if (figure.value.size != 0 && (figure.min.size != 0 || figure.max.size != 0)) return Bad("both value and min or max");
  if (Status s = CheckSpan(figure.indicator_span, false, "indicator_span"); !s.ok()) return s;
  if (Status s = CheckLink(figure.subject, LECTOR_ENTITY, "subject"); !s.ok()) return s;
  if (Status s = CheckLink(figure.related, LECTOR_FIGURE, "related"); !s.ok()) return s;
  if (Status s = CheckEnum(figure.kind, LECTOR_FIGURE_NUMBER, "kind"); !s.ok()) return s;
  if (Status s = CheckEnum(figure.modifier, LECTOR_MODIFIER_RANGE, "modifier"); !s.ok()) return s;
  if (Status s = CheckEnum(figure.role, LECTOR_ROLE_PREVIOUS, "role"); !s.ok()) return s;
  if (Status s = CheckEnum(figure.change, LECTOR_CHANGE_FLAT, "change"); !s.ok()) return s;
  if (Status s = CheckEnum(figure.economic, LECTOR_ECONOMIC_YES, "economic"); !s.ok()) return s;
  return CheckStrings({{figure.value, "value"}, {figure.min, "min"}, {figure.max, "max"}, {figure.unit, "unit"},
                       {figure.indicator, "indicator"}, {figure.period, "period"}});
}

Status RecordStore::CheckCustom(const Provides& provides, const lector_custom& custom) const {
  if (Status s = CheckString(custom.type, "type"); !s.ok()) return s;
  const std::string_view type(custom.type.data, custom.type.size);
  if (!std::binary_search(provides.custom.begin(), provides.custom.end(), type))
    return Bad("the type '" + std::string(type) + "' is not among what the manifest provides");
  if (custom.json.size != 0 && custom.data.size != 0) return Bad("both json and data");
  if (custom.json.size > kMaxPayload || custom.data.size > kMaxPayload) return Bad("json or data is over 4 MiB");
  if (custom.data.size != 0 && custom.data.data == nullptr) return Bad("data is NULL");
  if (custom.json.size == 0) return Status();
  if (custom.json.data == nullptr) return Bad("json is NULL");
  const char* const end = custom.json.data + custom.json.size;
  const char* const first = std::find_if(custom.json.data, end, [](char c) { return c != ' ' && c != '\n' && c != '\t' && c != '\r'; });
  if (first == end || *first != '{' || !nlohmann::json::accept(custom.json.data, end)) return Bad("json is not a JSON object");
  if (IsDeep({custom.json.data, custom.json.size})) return Bad("json is nested more than " + std::to_string(kMaxDepth) + " deep");
  return Status();
}

Status RecordStore::CheckSpan(lector_span span, bool needed, const char* what) const {
  if (span.begin == 0 && span.end == 0) return needed ? Bad(std::string(what) + " is empty") : Status();
  const auto place = [&] { return std::string(what) + " [" + std::to_string(span.begin) + ", " + std::to_string(span.end) + ")"; };
  if (span.begin >= span.end) return Bad(place() + " is empty or runs backwards");
  if (span.end > text_.size()) return Bad(place() + " is outside the text of " + std::to_string(text_.size()) + " bytes");
  if (!text::IsCodePointBoundary(text_, span.begin) || !text::IsCodePointBoundary(text_, span.end))
    return Bad(place() + " cuts a code point");
  return Status();
}

Status RecordStore::CheckString(lector_str s, const char* what) const {
  if (s.size == 0) return Status();
  if (s.data == nullptr) return Bad(std::string(what) + " is NULL");
  if (s.size > kMaxString) return Bad(std::string(what) + " is over 64 KiB");
  if (text::FindInvalidUtf8({s.data, s.size}) != std::string_view::npos) return Bad(std::string(what) + " is not valid UTF-8");
  return Status();
}

Status RecordStore::CheckStrings(std::initializer_list<std::pair<lector_str, const char*>> all) const {
  for (const auto& [s, what] : all)
    if (Status status = CheckString(s, what); !status.ok()) return status;
  return Status();
}

Status RecordStore::CheckLink(lector_id id, uint32_t kind, const char* what) const {
  if (id == 0) return Status();
  if (id > records_.size() || records_[id - 1].record == nullptr || records_[id - 1].record->kind != kind)
    return Bad(std::string(what) + " " + std::to_string(id) + " is the id of no " + NameOfKind(kind));
  return Status();
}

lector_str RecordStore::Copy(lector_str s) {
  if (s.size == 0) return {nullptr, 0};
  auto* const bytes = static_cast<char*>(arena_.allocate(s.size, 1));
  std::memcpy(bytes, s.data, s.size);
  return {bytes, s.size};
}

}  // namespace lector::host
