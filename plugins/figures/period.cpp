#include "plugins/figures/period.h"

#include <algorithm>

namespace lector::figures {
namespace {

constexpr size_t kMostPassed = 4;        // periods that are of comparisons
constexpr uint32_t kCommaReach = 40;     // atoms
constexpr uint32_t kAdjoiningReach = 1;  // a preposition
constexpr uint32_t kAgoReach = 2;        // atoms between a figure and "годом ранее"
constexpr uint32_t kBaseReach = 4;       // atoms of "по сравнению с"

std::string TwoDigits(std::string_view number) { return std::string(number.size() == 1 ? "0" : "").append(number); }

class Reader {
 public:
  Reader(const Lexicon& lexicon, const Text& text) : lexicon_(lexicon), text_(text) {}

  bool Read(uint32_t i, Period* period) const {
    period->first = i;
    if (const Match relative = lexicon_.Find(text_, i, Category::kRelative)) {
      period->iso = relative.entry->code == "none" ? "" : relative.entry->code;
      period->ago = relative.entry->extra == "ago";
      period->end = relative.end;
      return true;
    }
    return ReadMonth(i, period) || ReadPart(i, period) || ReadMonths(i, period) || ReadYear(i, period);
  }

  // "чем в 2020 году", "к январю": what is compared with, not what the figure is of.
  bool IsBase(const Period& period) const {
    for (uint32_t distance = 1; distance <= kBaseReach && distance <= period.first; ++distance) {
      const Match base = lexicon_.Find(text_, period.first - distance, Category::kBase);
      if (base && base.end >= period.first && base.end <= period.end) return true;
      if (base && base.end + 1 == period.first && lexicon_.Has(text_, base.end, Category::kPreposition)) return true;
    }
    return false;
  }

 private:
  // "2024", with or without "года" behind it.
  std::string Year(uint32_t i, uint32_t* end, bool* named) const {
    *named = false;
    if (!text_.is_digits(i) || text_.atoms[i].newline) return {};
    const std::string_view digits = text_.raw(i);
    if (digits.size() != 4 || digits < "1900" || digits > "2100") return {};
    *end = i + 1;
    if (const Match word = lexicon_.Find(text_, i + 1, Category::kYear)) *named = true, *end = word.end;
    return std::string(digits);
  }

  bool ReadYear(uint32_t i, Period* period) const {
    bool named = false;
    uint32_t end = 0;
    std::string year = Year(i, &end, &named);
    if (year.empty()) return false;
    const Match before = i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
    const bool dated = before && (before.entry->code == "in" || before.entry->code == "by" || before.entry->code == "since" ||
                                  before.entry->code == "of");
    if (!named && !(text_.english && (dated || lexicon_.Has(text_, i - 1, Category::kDated)))) return false;
    period->iso = std::move(year);
    period->end = end;
    return true;
  }

  std::string YearOrUnknown(uint32_t i, uint32_t* end) const {
    bool named = false;
    *end = i;
    std::string year = Year(i, end, &named);
    return year.empty() ? "XXXX" : year;
  }

  // "мае 2024 года", "январе–сентябре 2024 года", "14 марта 2024"
  bool ReadMonth(uint32_t i, Period* period) const {
    uint32_t at = i;
    std::string day;
    if (text_.is_digits(i) && text_.raw(i).size() <= 2) {
      day = TwoDigits(text_.raw(i));
      if (day > "31" || day == "00") return false;
      ++at;
    }
    const Match month = lexicon_.Find(text_, at, Category::kMonth);
    if (!month || (text_.english && !text_.atoms[at].upper)) return false;
    const Match before = i > 0 ? lexicon_.Find(text_, i - 1, Category::kPreposition) : Match();
    Match until;
    if (text_.is_dash(month.end)) until = lexicon_.Find(text_, month.end + 1, Category::kMonth);
    const std::string year = YearOrUnknown(until ? until.end : month.end, &period->end);
    if (year == "XXXX" && day.empty() && !(before && before.entry->code == "in")) return false;
    period->iso = year + "-" + month.entry->code;
    if (until) period->iso += "/" + year + "-" + until.entry->code;
    else if (!day.empty()) period->iso += "-" + day;
    return true;
  }

  // "первом квартале 2024 года", "Q1 2024", "втором полугодии"
  bool ReadPart(uint32_t i, Period* period) const {
    std::string number;
    uint32_t at = i;
    if (const Match ordinal = lexicon_.Find(text_, i, Category::kOrdinal)) {
      number = ordinal.entry->code;
      at = ordinal.end;
    } else if (text_.is_digits(i) && text_.raw(i).size() == 1) {
      number = text_.raw(i);
      at = i + 1;
      if (text_.is_dash(at) && lexicon_.Has(text_, at + 1, Category::kEnding)) at += 2;
      else if (text_.is_dash(at) && text_.is_word(at + 1)) at += 2;
    }
    Match word = lexicon_.Find(text_, at, Category::kQuarter);
    const bool quarter = static_cast<bool>(word);
    if (!quarter) word = lexicon_.Find(text_, at, Category::kHalf);
    if (!word) return false;
    at = word.end;
    if (number.empty() && text_.is_digits(at) && text_.glued(at)) number = text_.raw(at++);  // "Q1"
    if (number.size() != 1 || number > (quarter ? "4" : "2") || number < "1") return false;
    const Match of = lexicon_.Find(text_, at, Category::kPreposition);
    if (of && of.entry->code == "of") at = of.end;
    period->iso = YearOrUnknown(at, &period->end);
    period->iso += (quarter ? "-Q" : "-H") + number;
    return true;
  }

  // "девять месяцев 2024 года"
  bool ReadMonths(uint32_t i, Period* period) const {
    Match ones = lexicon_.Find(text_, i, Category::kOnes);
    if (!ones) ones = lexicon_.Find(text_, i, Category::kTeens);
    const bool digits = text_.is_digits(i) && text_.raw(i).size() <= 2;
    if (!ones && !digits) return false;
    const Match word = lexicon_.Find(text_, ones ? ones.end : i + 1, Category::kMonths);
    if (!word) return false;
    bool named = false;
    const std::string year = Year(word.end, &period->end, &named);
    const std::string count = TwoDigits(ones ? std::string_view(ones.entry->code) : text_.raw(i));
    if (year.empty() || count > "12" || count < "01") return false;
    period->iso = year + "-01/" + year + "-" + count;
    return true;
  }

  const Lexicon& lexicon_;
  const Text& text_;
};

}  // namespace

std::vector<Period> FindPeriods(const Lexicon& lexicon, const Text& text) {
  const Reader reader(lexicon, text);
  std::vector<Period> periods;
  for (uint32_t i = 0; i < text.size();) {
    Period period;
    const bool found = (text.atoms[i].word != 0 || text.is_digits(i)) && reader.Read(i, &period);
    i = found ? std::max(period.end, i + 1) : i + 1;
    if (found) {
      period.base = reader.IsBase(period);
      periods.push_back(std::move(period));
    }
  }
  return periods;
}

namespace {

bool HasComma(const Text& text, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end && i < first + kCommaReach; ++i)
    if (text.symbol(i) == ',' || text.symbol(i) == ';') return true;
  return false;
}

// Whether a period belongs to another clause: "основавший фирму в 2007 году, получит 250 млн".
bool IsOfOtherClause(const Text& text, const Grammar& grammar, const Period& period, const Figure& figure) {
  if (!grammar.known()) return false;
  if (period.first >= figure.end) return HasComma(text, figure.end, period.first);
  if (!HasComma(text, period.end, figure.first)) return false;
  for (uint32_t i = period.first, count = 0; i-- > 0 && count < kCommaReach; ++count) {
    if (text.atoms[i + 1].newline || text.symbol(i) == '.' || text.symbol(i) == ';') return false;
    if (text.symbol(i) == ',') return false;
    const uint8_t word = grammar.Class(i);
    if (word == LECTOR_UPOS_VERB && grammar.IsAdjective(i)) return true;
  }
  return false;
}

}  // namespace

void AssignPeriods(const Text& text, const Grammar& grammar, std::span<const uint32_t> sentence_begins,
                   const std::vector<Period>& periods, std::vector<Figure>* figures) {
  size_t next = 0;
  for (Figure& figure : *figures) {
    while (next < periods.size() && periods[next].first < figure.first) ++next;
    const uint32_t begin = figure.sentence < sentence_begins.size() ? sentence_begins[figure.sentence] : 0;
    const uint32_t end = figure.sentence + 1 < sentence_begins.size() ? sentence_begins[figure.sentence + 1] : 0xFFFFFFFF;
    const auto usable = [&](const Period& period) {
      const uint32_t at = text.atoms[period.first].begin;
      return !period.base && !period.ago && at >= begin && at < end && !IsOfOtherClause(text, grammar, period, figure);
    };
    size_t before = next;  // at most a few are passed over
    while (before > 0 && before + kMostPassed > next && !usable(periods[before - 1])) --before;
    size_t behind = next;
    while (behind < periods.size() && behind < next + kMostPassed && !usable(periods[behind])) ++behind;
    const bool adjoins = behind < periods.size() && usable(periods[behind]) &&
                         periods[behind].first <= figure.end + kAdjoiningReach &&
                         !HasComma(text, figure.end, periods[behind].first);  // "на 0,28% в августе"
    if (adjoins) figure.period = periods[behind].iso;
    else if (before > 0 && usable(periods[before - 1])) figure.period = periods[before - 1].iso;
    else if (behind < periods.size() && usable(periods[behind])) figure.period = periods[behind].iso;
    if (figure.role != Role::kPrevious) continue;
    if (!figure.from_to) figure.period.clear();  // of another time than the sentence speaks of
    if (next < periods.size() && periods[next].ago && periods[next].first <= figure.end + kAgoReach)
      figure.period = periods[next].iso;
    else if (next > 0 && periods[next - 1].ago && text.atoms[periods[next - 1].first].begin >= begin)
      figure.period = periods[next - 1].iso;
  }
}

}  // namespace lector::figures
