#include "plugins/figures/data_line.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace lector::figures {
namespace {

constexpr size_t kMostForms = 100000;

struct CategoryName {
  std::string_view name;
  Category category;
};
constexpr CategoryName kCategories[] = {
    {"ones", Category::kOnes},
    {"teens", Category::kTeens},
    {"tens", Category::kTens},
    {"hundreds", Category::kHundreds},
    {"hundred", Category::kHundred},
    {"magnitude", Category::kMagnitude},
    {"times", Category::kTimes},
    {"value", Category::kValue},
    {"several", Category::kSeveral},
    {"fraction", Category::kFraction},
    {"whole", Category::kWhole},
    {"point", Category::kPoint},
    {"parts", Category::kParts},
    {"plus-half", Category::kPlusHalf},
    {"and", Category::kAnd},
    {"article", Category::kArticle},
    {"ending", Category::kEnding},
    {"power", Category::kPower},
    {"sign", Category::kSign},
    {"unit", Category::kUnit},
    {"unit-of", Category::kUnitOf},
    {"possessive", Category::kPossessive},
    {"annual", Category::kAnnual},
    {"adjective", Category::kAdjective},
    {"adjective-magnitude", Category::kAdjectiveMagnitude},
    {"compound", Category::kCompound},
    {"per", Category::kPer},
    {"denominator", Category::kDenominator},
    {"fixed", Category::kFixed},
    {"modifier", Category::kModifier},
    {"modifier-after", Category::kModifierAfter},
    {"change", Category::kChange},
    {"preposition", Category::kPreposition},
    {"separator", Category::kSeparator},
    {"target", Category::kTarget},
    {"share", Category::kShare},
    {"previous", Category::kPrevious},
    {"function", Category::kFunction},
    {"not-figure", Category::kNotFigure},
    {"measure", Category::kMeasure},
    {"level-verb", Category::kLevelVerb},
    {"reach", Category::kReach},
    {"real", Category::kReal},
    {"duty", Category::kDuty},
    {"plan", Category::kPlan},
    {"pace", Category::kPace},
    {"foresee", Category::kForesee},
    {"added", Category::kAdded},
    {"work", Category::kWork},
    {"share-verb", Category::kShareVerb},
    {"of-them", Category::kOfThem},
    {"pronoun", Category::kPronoun},
    {"owned", Category::kOwned},
    {"weight", Category::kWeight},
    {"degree", Category::kDegree},
    {"direction", Category::kDirection},
    {"container", Category::kContainer},
    {"collective", Category::kCollective},
    {"others", Category::kOthers},
    {"including", Category::kIncluding},
    {"sum", Category::kSum},
    {"purpose", Category::kPurpose},
    {"base", Category::kBase},
    {"time-noun", Category::kTimeNoun},
    {"telling", Category::kTelling},
    {"lose", Category::kLose},
    {"able", Category::kAble},
    {"prize", Category::kPrize},
    {"insertion", Category::kInsertion},
    {"done", Category::kDone},
    {"payer", Category::kPayer},
    {"plural", Category::kPlural},
    {"equal", Category::kEqual},
    {"earlier", Category::kEarlier},
    {"negation", Category::kNegation},
    {"name-tail", Category::kNameTail},
    {"only", Category::kOnly},
    {"ago", Category::kAgo},
    {"counter", Category::kCounter},
    {"month", Category::kMonth},
    {"year", Category::kYear},
    {"quarter", Category::kQuarter},
    {"half", Category::kHalf},
    {"ordinal", Category::kOrdinal},
    {"months", Category::kMonths},
    {"relative", Category::kRelative},
    {"dated", Category::kDated},
    {"period-word", Category::kPeriodWord},
    {"smaller-unit", Category::kSmallerUnit},
    {"short-part", Category::kShortPart},
    {"extent", Category::kExtent},
    {"sense", Category::kSense},
    {"about", Category::kAbout},
    {"before-one", Category::kBeforeOne},
    {"sum-word", Category::kSumWord},
    {"economic", Category::kEconomic},
};
struct KindName {
  std::string_view name;
  Kind kind;
};
constexpr KindName kKinds[] = {
    {"money", Kind::kMoney},       {"percent", Kind::kPercent},   {"points", Kind::kPoints},
    {"multiple", Kind::kMultiple}, {"quantity", Kind::kQuantity}, {"count", Kind::kCount},
    {"index", Kind::kIndex},       {"time", Kind::kTime},         {"rate", Kind::kRate},
};

bool TakesKind(Category category) {
  return category == Category::kUnit || category == Category::kUnitOf || category == Category::kMeasure ||
         category == Category::kAdjective || category == Category::kFixed;
}

bool TakesNumber(Category category) {
  switch (category) {
    case Category::kOnes:
    case Category::kTeens:
    case Category::kTens:
    case Category::kHundreds:
    case Category::kTimes:
    case Category::kValue:
    case Category::kFraction:
    case Category::kPlusHalf:
    case Category::kParts:
    case Category::kCompound:
      return true;
    default:
      return false;
  }
}

int32_t ParseInteger(std::string_view text) {
  int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument("not a whole number: \"" + std::string(text) + "\"");
  return value;
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t at = 0; (at = text.find_first_not_of(" \t", at)) != std::string_view::npos;) {
    const size_t end = std::min(text.find_first_of(" \t", at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

bool SetFlag(std::string_view word, Entry* entry) {
  if (word.starts_with("shift=")) return entry->shift = ParseInteger(word.substr(6)), true;
  const std::pair<std::string_view, bool*> flags[] = {
      {"one", &entry->one},     {"many", &entry->many},          {"part", &entry->part},
      {"upper", &entry->upper}, {"before", &entry->before},      {"digits", &entry->digits},
      {"money", &entry->money}, {"approx", &entry->approximate}, {"noneconomic", &entry->not_economic},
      {"glued", &entry->glued}, {"apart", &entry->apart},
  };
  for (const auto& [name, flag] : flags)
    if (name == word) return *flag = true;
  return false;
}

// The list inside the braces of `form` that open at `open`, with the place behind the closing one.
std::pair<std::string, size_t> Alternatives(std::string_view form, size_t open, const Macros& macros) {
  const size_t close = form.find('}', open);
  if (close == std::string_view::npos) throw std::invalid_argument("a brace is not closed in \"" + std::string(form) + "\"");
  const std::string_view inside = form.substr(open + 1, close - open - 1);
  if (!inside.starts_with('@')) return {std::string(inside), close + 1};
  const auto macro = macros.find(inside.substr(1));
  if (macro == macros.end()) throw std::invalid_argument("no list is named " + std::string(inside));
  return {macro->second, close + 1};
}

void Expand(std::string done, std::string_view rest, const Macros& macros, std::vector<std::string>* out) {
  const size_t open = rest.find('{');
  done += rest.substr(0, open);
  if (open == std::string_view::npos) {
    if (out->size() >= kMostForms) throw std::invalid_argument("too many forms");
    out->push_back(std::move(done));
    return;
  }
  const auto [list, next] = Alternatives(rest, open, macros);
  for (size_t at = 0; at <= list.size();) {
    const size_t end = std::min(list.find(',', at), list.size());
    const std::string_view alternative = std::string_view(list).substr(at, end - at);  // "square{ ,-}foot": a space is one, too
    Expand(done + std::string(alternative == " " ? alternative : Trimmed(alternative)), rest.substr(next), macros, out);
    at = end + 1;
  }
}

}  // namespace

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> ExpandForms(std::string_view forms, const Macros& macros) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= forms.size();) {
    size_t end = at;
    for (bool inside = false; end < forms.size() && (inside || forms[end] != ','); ++end) {
      if (forms[end] == '{') inside = true;
      if (forms[end] == '}') inside = false;
    }
    const std::string_view form = Trimmed(forms.substr(at, end - at));
    if (!form.empty()) Expand("", form, macros, &out);
    at = end + 1;
  }
  return out;
}

Entry ParseEntry(std::string_view head) {
  const std::vector<std::string_view> words = Words(head);
  Entry entry;
  for (const CategoryName& name : kCategories)
    if (!words.empty() && name.name == words[0]) entry.category = name.category;
  if (entry.category == Category::kCount_) throw std::invalid_argument("unknown category in \"" + std::string(head) + "\"");
  size_t next = 1;
  if (TakesKind(entry.category)) {
    for (const KindName& name : kKinds)
      if (words.size() > 1 && name.name == words[1]) entry.kind = name.kind;
    if (entry.kind == Kind::kNone) throw std::invalid_argument("unknown kind in \"" + std::string(head) + "\"");
    ++next;
  }
  for (; next < words.size(); ++next) {
    const bool modifier = entry.category == Category::kModifier || entry.category == Category::kModifierAfter;
    if (!modifier && SetFlag(words[next], &entry)) continue;
    if (entry.code.empty()) entry.code = words[next];
    else if (entry.extra.empty()) entry.extra = words[next];
    else throw std::invalid_argument("too many words in \"" + std::string(head) + "\"");
  }
  if (entry.category == Category::kMagnitude || entry.category == Category::kAdjectiveMagnitude)
    entry.shift = ParseInteger(entry.code);
  if (TakesNumber(entry.category) || entry.category == Category::kFixed) entry.value = Value::Parse(entry.code);
  return entry;
}

}  // namespace lector::figures
