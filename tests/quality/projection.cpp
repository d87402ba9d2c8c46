#include "tests/quality/projection.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace lector::quality {
namespace {

struct Name {
  uint32_t begin, end;
  std::string type;
  std::string entity_name;
  double confidence;

  uint32_t size() const { return end - begin; }
};

// NEREL keeps facilities and streets apart from places.
std::string GoldType(std::string_view type, Convention convention) {
  if (convention == Convention::kNerel && (type == "LOCATION.facility" || type == "LOCATION.street")) return {};
  type = type.substr(0, type.find('.'));
  if (type == "PERSON") return "PER";
  if (type == "ORGANIZATION") return "ORG";
  if (type == "LOCATION") return "LOC";
  return {};
}

// Whether the convention marks this mention.
bool IsMarked(const v1::EntityMention& mention, const std::string& type, Convention convention) {
  const v1::MentionForm form = mention.form();
  if (form == v1::MENTION_FORM_NAME || form == v1::MENTION_FORM_UNSPECIFIED) return true;
  if (convention == Convention::kFactRuEval) return false;
  if (form == v1::MENTION_FORM_ADJECTIVE) return true;
  // "правительство" is a name of its body, "компания" is not.
  return form == v1::MENTION_FORM_COMMON_NOUN && type != "PER" && mention.name_span().end() != 0;
}

// A middle name that is no patronymic stands between the two others.
bool IsMiddleName(const std::string& word) {
  constexpr size_t kShort = 6;  // bytes: "фон", and syllables of Chinese and Korean names
  return word.size() > kShort && !word.ends_with("ич") && !word.ends_with("вна") && !word.ends_with("чна");
}

// factRuEval names a chain by its abbreviation where the text has one ("РФ", "КЗЖ"), not by its fullest name, and persons by
// their given name, patronymic and surname alone.
std::string EntityName(const v1::Entity& entity, Convention convention) {
  if (convention == Convention::kFactRuEval)
    for (const auto& attribute : entity.attributes())
      if (attribute.key() == "abbreviation") return attribute.value();
  std::vector<std::string> words;
  if (convention == Convention::kFactRuEval && entity.type() == "PERSON") {
    std::istringstream stream(entity.name());
    words.assign(std::istream_iterator<std::string>(stream), {});
  }
  return words.size() == 3 && IsMiddleName(words[1]) ? words[0] + ' ' + words[2] : entity.name();
}

// NEREL has "ОАО «Роснефть»" but "городе [Москве]" and "президент [Владимир Путин]".
const v1::Span& MarkedSpan(const v1::Annotation& annotation, const std::string& type, Convention convention) {
  const v1::Span& name = annotation.mention().name_span();
  const bool whole = name.end() == 0 || (convention == Convention::kNerel && type == "ORG");
  return whole ? annotation.span() : name;
}

// Without overlaps; the convention says which ones stay.
std::vector<Name> Flatten(std::vector<Name> names, Convention convention) {
  const auto rank = [convention](const Name& name) {
    const int64_t longer_first = -static_cast<int64_t>(name.size());
    const int64_t begin = name.begin;
    return convention == Convention::kFactRuEval ? std::tuple(begin, longer_first, std::string_view(name.type))
                                                 : std::tuple(longer_first, begin, std::string_view(name.type));
  };
  std::sort(names.begin(), names.end(), [&](const Name& a, const Name& b) { return rank(a) < rank(b); });
  std::map<uint32_t, uint32_t> taken;  // begin -> end, disjoint
  std::vector<Name> flat;
  for (Name& name : names) {
    const auto next = taken.lower_bound(name.begin);
    if (next != taken.end() && next->first < name.end) continue;
    if (next != taken.begin() && std::prev(next)->second > name.begin) continue;
    taken[name.begin] = name.end;
    flat.push_back(std::move(name));
  }
  std::sort(flat.begin(), flat.end(), [](const Name& a, const Name& b) { return a.begin < b.begin; });
  return flat;
}

const char* FormName(v1::MentionForm form) {
  switch (form) {
    case v1::MENTION_FORM_ADJECTIVE:
      return "adjective";
    case v1::MENTION_FORM_COMMON_NOUN:
      return "common_noun";
    case v1::MENTION_FORM_PRONOUN:
      return "pronoun";
    default:
      return "name";
  }
}

Json OrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json OrNull(const v1::Span& span) {
  if (span.begin() >= span.end()) return {};
  return {{"start", span.begin()}, {"end", span.end()}};
}

Json QuoteKind(v1::QuoteKind kind) {
  switch (kind) {
    case v1::QUOTE_KIND_INDIRECT:
      return "indirect";
    case v1::QUOTE_KIND_MIXED:
      return "mixed";
    default:
      return "direct";
  }
}

Json Kind(v1::FigureKind kind) {
  switch (kind) {
    case v1::FIGURE_KIND_MONEY:
      return "money";
    case v1::FIGURE_KIND_PERCENT:
      return "percent";
    case v1::FIGURE_KIND_PERCENTAGE_POINTS:
      return "percentage_points";
    case v1::FIGURE_KIND_MULTIPLE:
      return "multiple";
    case v1::FIGURE_KIND_QUANTITY:
      return "quantity";
    case v1::FIGURE_KIND_COUNT:
      return "count";
    case v1::FIGURE_KIND_RATE:
      return "rate";
    case v1::FIGURE_KIND_INDEX:
      return "index";
    default:
      return {};  // bare numbers
  }
}

Json Modifier(v1::FigureModifier modifier) {
  switch (modifier) {
    case v1::FIGURE_MODIFIER_APPROXIMATE:
      return "approx";
    case v1::FIGURE_MODIFIER_AT_LEAST:
      return "min";
    case v1::FIGURE_MODIFIER_AT_MOST:
      return "max";
    case v1::FIGURE_MODIFIER_RANGE:
      return "range";
    default:
      return {};
  }
}

Json Change(v1::FigureChange change) {
  switch (change) {
    case v1::FIGURE_CHANGE_UP:
      return "up";
    case v1::FIGURE_CHANGE_DOWN:
      return "down";
    case v1::FIGURE_CHANGE_FLAT:
      return "flat";
    default:
      return {};
  }
}

Json Role(v1::FigureRole role) {
  switch (role) {
    case v1::FIGURE_ROLE_LEVEL:
      return "level";
    case v1::FIGURE_ROLE_CHANGE:
      return "change";
    case v1::FIGURE_ROLE_SHARE:
      return "share";
    case v1::FIGURE_ROLE_TARGET:
      return "target";
    case v1::FIGURE_ROLE_PREVIOUS:
      return "previous";
    default:
      return {};
  }
}

Json ProjectFigure(const v1::Annotation& annotation, bool numerals) {
  const v1::EconomicFigure& figure = annotation.figure();
  Json out{{"start", annotation.span().begin()}, {"end", annotation.span().end()}};
  if (!numerals) out["kind"] = Kind(figure.kind());
  if (!figure.value().empty()) {
    out["value"] = figure.value();
  } else {
    if (!figure.min().empty()) out["min"] = figure.min();
    if (!figure.max().empty()) out["max"] = figure.max();
  }
  if (!numerals) out["unit"] = OrNull(figure.unit());
  out["modifier"] = Modifier(figure.modifier());
  out["change"] = Change(figure.change());
  out["role"] = Role(figure.role());
  out["indicator"] = OrNull(figure.indicator());
  out["period"] = OrNull(figure.period());
  if (figure.economic() != v1::ECONOMIC_RELEVANCE_UNSPECIFIED) out["economic"] = figure.economic() == v1::ECONOMIC_RELEVANCE_YES;
  return out;
}

void SortByStart(Json* records) {
  std::stable_sort(records->begin(), records->end(), [](const Json& a, const Json& b) {
    return std::pair(a["start"].get<uint32_t>(), a["end"].get<uint32_t>()) <
           std::pair(b["start"].get<uint32_t>(), b["end"].get<uint32_t>());
  });
}

}  // namespace

Json ProjectEntities(const v1::AnalyzeDocumentResponse& response, Convention convention) {
  std::map<uint32_t, std::string> types, entity_names;
  for (const auto& entity : response.entities()) {
    types[entity.id()] = GoldType(entity.type(), convention);
    entity_names[entity.id()] = EntityName(entity, convention);
  }
  std::vector<Name> names;
  for (const auto& annotation : response.annotations()) {
    if (!annotation.has_mention()) continue;
    const std::string& type = types[annotation.mention().entity_id()];
    if (type.empty() || !IsMarked(annotation.mention(), type, convention)) continue;
    const v1::Span& span = MarkedSpan(annotation, type, convention);
    if (span.begin() < span.end())
      names.push_back({span.begin(), span.end(), type, entity_names[annotation.mention().entity_id()], annotation.confidence()});
  }
  Json out = Json::array();
  for (const Name& name : Flatten(std::move(names), convention))
    out.push_back({{"start", name.begin},
                   {"end", name.end},
                   {"type", name.type},
                   {"norm", name.entity_name},
                   {"confidence", std::round(name.confidence * 1000) / 1000}});
  return out;
}

Json ProjectMentions(const v1::AnalyzeDocumentResponse& response) {
  std::map<uint32_t, const v1::Entity*> entities;
  for (const auto& entity : response.entities()) entities[entity.id()] = &entity;
  Json out = Json::array();
  for (const auto& annotation : response.annotations()) {
    if (!annotation.has_mention()) continue;
    const v1::EntityMention& mention = annotation.mention();
    const v1::Entity& entity = *entities.at(mention.entity_id());
    out.push_back({{"start", annotation.span().begin()},
                   {"end", annotation.span().end()},
                   {"name_start", mention.name_span().begin()},
                   {"name_end", mention.name_span().end()},
                   {"entity", mention.entity_id()},
                   {"entity_name", entity.name()},
                   {"type", entity.type()},
                   {"form", FormName(mention.form())},
                   {"normal", mention.normal_form()}});
  }
  return out;
}

Json ProjectQuotes(const v1::AnalyzeDocumentResponse& response) {
  Json out = Json::array();
  for (const auto& annotation : response.annotations()) {
    if (!annotation.has_quote()) continue;
    const v1::Quote& quote = annotation.quote();
    for (const v1::Span& content : quote.content()) {
      out.push_back({{"start", content.begin()},
                     {"end", content.end()},
                     {"kind", QuoteKind(quote.kind())},
                     {"speaker", OrNull(quote.speaker())},
                     {"speaker_name", OrNull(quote.speaker_name())},
                     {"speaker_title", OrNull(quote.speaker_title())},
                     {"cue", OrNull(quote.cue())}});
    }
  }
  SortByStart(&out);
  return out;
}

Json ProjectFigures(const v1::AnalyzeDocumentResponse& response, bool numerals) {
  Json out = Json::array();
  for (const auto& annotation : response.annotations()) {
    if (!annotation.has_figure()) continue;
    const bool bare = Kind(annotation.figure().kind()).is_null();
    if (bare && !numerals) continue;
    out.push_back(ProjectFigure(annotation, numerals));
  }
  SortByStart(&out);
  return out;
}

}  // namespace lector::quality
