// The extractor "figures": reads the sentences of a document, runs the engine, emits its figures.
#include <lector/plugin.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugins/figures/engine.h"

namespace lector::figures {
namespace {

uint32_t KindOf(Kind kind) {
  switch (kind) {
    case Kind::kMoney:
      return LECTOR_FIGURE_MONEY;
    case Kind::kPercent:
      return LECTOR_FIGURE_PERCENT;
    case Kind::kPoints:
      return LECTOR_FIGURE_PERCENTAGE_POINTS;
    case Kind::kMultiple:
      return LECTOR_FIGURE_MULTIPLE;
    case Kind::kQuantity:
      return LECTOR_FIGURE_QUANTITY;
    case Kind::kCount:
      return LECTOR_FIGURE_COUNT;
    case Kind::kRate:
      return LECTOR_FIGURE_RATE;
    case Kind::kIndex:
      return LECTOR_FIGURE_INDEX;
    default:
      return LECTOR_FIGURE_NUMBER;
  }
}

uint32_t ModifierOf(Modifier modifier) {
  switch (modifier) {
    case Modifier::kApproximate:
      return LECTOR_MODIFIER_APPROXIMATE;
    case Modifier::kAtLeast:
      return LECTOR_MODIFIER_AT_LEAST;
    case Modifier::kAtMost:
      return LECTOR_MODIFIER_AT_MOST;
    case Modifier::kRange:
      return LECTOR_MODIFIER_RANGE;
    case Modifier::kNone:
      return 0;
  }
  return 0;
}

uint32_t RoleOf(Role role) {
  switch (role) {
    case Role::kLevel:
      return LECTOR_ROLE_LEVEL;
    case Role::kChange:
      return LECTOR_ROLE_CHANGE;
    case Role::kShare:
      return LECTOR_ROLE_SHARE;
    case Role::kTarget:
      return LECTOR_ROLE_TARGET;
    case Role::kPrevious:
      return LECTOR_ROLE_PREVIOUS;
    case Role::kNone:
      return 0;
  }
  return 0;
}

uint32_t ChangeOf(Change change) {
  switch (change) {
    case Change::kUp:
      return LECTOR_CHANGE_UP;
    case Change::kDown:
      return LECTOR_CHANGE_DOWN;
    case Change::kFlat:
      return LECTOR_CHANGE_FLAT;
    case Change::kNone:
      return 0;
  }
  return 0;
}

// For each rule that gives a unit: between its precision on the annotated texts that were worked on and the lower one that all
// rules together have on texts that were not. README.md has the figures.
float ConfidenceOf(const Figure& figure) {
  const std::string_view rule = figure.unit_rule;
  if (rule == "listed unit") return 0.97F;
  if (rule == "fraction of a whole" || rule == "unit shared with the next number") return 0.95F;
  if (rule == "counted noun" || rule == "word that is a figure" || rule == "exchange rate") return 0.94F;
  if (rule == "measure without a unit" || rule == "unit before its number") return 0.9F;
  if (rule == "currency carried over" || rule == "unit carried over") return 0.88F;
  if (rule == "counted thing named elsewhere") return 0.85F;
  return 0.75F;
}

lector_id Emit(const Figure& figure, lector_id related, Sink& sink) {
  const bool has_minimum = figure.range || figure.has_minimum_only();
  const std::string value = has_minimum ? "" : figure.value().ToString();
  const std::string min = has_minimum ? figure.value().ToString() : "";
  const std::string max = figure.range ? figure.max.ToString() : "";
  lector_figure record = {};
  record.head.span = {figure.begin_byte, figure.end_byte};
  record.head.confidence = ConfidenceOf(figure);
  record.kind = KindOf(figure.unit.kind);
  record.modifier = ModifierOf(figure.modifier);
  record.role = RoleOf(figure.role);
  record.change = ChangeOf(figure.change);
  record.value = Str(value);
  record.min = Str(min);
  record.max = Str(max);
  record.unit = Str(figure.unit.code);
  record.period = Str(figure.period);
  record.indicator = Str(figure.indicator);
  record.indicator_span = {figure.indicator_begin, figure.indicator_end};
  if (figure.unit.kind != Kind::kNumber) record.economic = figure.unit.not_economic ? LECTOR_ECONOMIC_NO : LECTOR_ECONOMIC_YES;
  record.subject = figure.subject;
  record.related = related;
  return sink.emit(record);
}

// Tied to the figure by its span: ids of annotations are given when the answer is put together.
void Explain(const Figure& figure, Sink& sink) {
  sink.custom("lector.v1.Explanation", {figure.begin_byte, figure.end_byte})
      .set("of", "figure")
      .set("rule", figure.unit_rule)
      .set("path", std::string(figure.role_rule) + (figure.indicator.empty() ? "" : "; indicator: ") + figure.indicator_rule)
      .confidence(ConfidenceOf(figure));
}

class Figures {
 public:
  explicit Figures(const Config& config) : engine_([&](std::string_view path) { return config.resource(path); }) {}

  void analyze(const Document& doc, Sink& sink, const Call& call) const {
    std::vector<uint32_t> sentence_begins;
    for (const lector_span sentence : doc.sentences()) sentence_begins.push_back(sentence.begin);
    Request request;
    request.text = doc.text();
    request.english = doc.language().starts_with("en");
    request.numerals = call.get("numerals", false);
    request.sentence_begins = sentence_begins;
    request.layers = [&] { return Layers{&doc.tokens().raw(), doc.try_morph(), [&] { return doc.try_syntax(); }}; };
    request.named = [&] { return Mentions(doc); };
    request.check = [&] { call.check(); };
    const std::vector<Figure> figures = engine_.Find(request);
    std::vector<lector_id> ids(figures.size(), 0);
    for (size_t k = 0; k < figures.size(); ++k) EmitChain(figures, k, &ids, sink);
    if (!call.get("explain", false)) return;
    for (const Figure& figure : figures) Explain(figure, sink);
  }

 private:
  static std::vector<Named> Mentions(const Document& doc) {
    std::vector<std::pair<lector_id, std::string_view>> types;
    for (const lector_entity* entity : doc.entities()) types.emplace_back(entity->head.id, lector::View(entity->type));
    std::sort(types.begin(), types.end());
    std::vector<Named> named;
    for (const lector_mention* mention : doc.mentions()) {
      if (mention->form == LECTOR_FORM_PRONOUN) continue;
      const auto type = std::lower_bound(types.begin(), types.end(), mention->entity,
                                         [](const auto& known, lector_id id) { return known.first < id; });
      const bool known = type != types.end() && type->first == mention->entity;
      const std::string_view of = known ? type->second : std::string_view();
      named.push_back({mention->head.span.begin, mention->head.span.end, mention->entity, of.starts_with("ORGANIZATION"),
                       of.starts_with("LOCATION"), of.starts_with("PERSON"), mention->form == LECTOR_FORM_NAME});
    }
    return named;  // as mentions are, in the order of their spans
  }

  // What a figure links to is emitted before it; chains have at most three members.
  static void EmitChain(const std::vector<Figure>& figures, size_t k, std::vector<lector_id>* ids, Sink& sink) {
    if ((*ids)[k] != 0 || sink.code() != LECTOR_OK) return;
    const uint32_t related = figures[k].related;
    if (related != kNoFigure && (*ids)[related] == 0) EmitChain(figures, related, ids, sink);
    (*ids)[k] = Emit(figures[k], related == kNoFigure ? 0 : (*ids)[related], sink);
  }

  Engine engine_;
};

}  // namespace
}  // namespace lector::figures

using FiguresExtractor = lector::figures::Figures;

LECTOR_PLUGIN(FiguresExtractor, {.id = "figures", .version = "0.1.0", .manifest = R"({
  "description": "Numbers with their units: money, per cent, multiples, quantities, counts, rates, index points",
  "license": "Apache-2.0",
  "provides": ["lector.v1.EconomicFigure", "lector.v1.Explanation"],
  "requires": ["lector.tokens/1", "lector.sentences/1"],
  "uses": ["lector.v1.Entity", "lector.v1.EntityMention", "lector.morph/1", "lector.syntax/1"],
  "languages": ["ru", "en"],
  "option_schema": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "explain": {"type": "boolean", "default": false, "description": "Also report which rules made each figure."},
      "numerals": {"type": "boolean", "default": false, "description": "Also report bare numbers, as kind number."}
    }
  }
})"});
