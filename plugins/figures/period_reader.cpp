// The part of period.h that reads: dates, months, quarters, years, and ranges of them.
#include <algorithm>

#include "plugins/figures/period.h"

namespace lector::figures {
namespace {

constexpr uint32_t kBaseReach = 4;  // atoms of "по сравнению с"
constexpr size_t kMostDatesBack = 6;
constexpr size_t kDaySize = 10;     // "2016-10-25"
constexpr std::string_view kUnknownYear = "XXXX";

std::string TwoDigits(std::string_view number) { return std::string(number.size() == 1 ? "0" : "").append(number); }

class Reader {
 public:
  Reader(const Lexicon& lexicon, const Text& text) : lexicon_(lexicon), text_(text) {}

  // Whether a period may begin at an atom: none does at most of them.
  bool MayBegin(uint32_t i) const {
    return MayBeginDate(i) || lexicon_.MayBegin(text_, i, {Category::kRelative});
  }

  bool Read(uint32_t i, Period* period) const {
    period->first = i;
    if (const Match relative = lexicon_.Find(text_, i, Category::kRelative)) {
      period->iso = relative.entry->code == "none" ? "" : relative.entry->code;
      period->ago = relative.entry->extra == "ago";
      period->end = relative.end;
      return true;
    }
    if (!MayBeginDate(i)) return false;
    if (!(ReadMonth(i, period) || ReadMonths(i, period) || ReadPart(i, period) || ReadYear(i, period))) return false;
    return !IsWord(period->end, "birth");  // "1986 г. р."
  }

  // "чем в 2020 году": what is compared with, not what the figure is of.
  bool IsBase(const Period& period) const {
    const bool day = period.iso.size() == kDaySize && period.iso.find('/') == std::string::npos;
    if (day && !text_.english && PrepositionBefore(period.first) == "from") return true;  // "указом от 25 октября 2016 года"
    for (uint32_t distance = 1; distance <= kBaseReach && distance <= period.first; ++distance) {
      const Match base = lexicon_.Find(text_, period.first - distance, Category::kBase);
      if (base && base.end >= period.first && base.end <= period.end) return true;
      if (base && base.end + 1 == period.first && lexicon_.Has(text_, base.end, Category::kPreposition)) return true;
    }
    return false;
  }

 private:
  bool MayBeginDate(uint32_t i) const {
    constexpr Categories kDates = {Category::kMonth,   Category::kOnes, Category::kTeens,     Category::kOrdinal,
                                   Category::kQuarter, Category::kHalf, Category::kPeriodWord};
    return text_.is_digits(i) || lexicon_.MayBegin(text_, i, kDates);
  }
  bool IsWord(uint32_t i, std::string_view code) const {
    const Match match = lexicon_.Find(text_, i, Category::kPeriodWord);
    return match && match.entry->code == code;
  }
  std::string_view PrepositionAt(uint32_t i) const {
    const Match match = lexicon_.Find(text_, i, Category::kPreposition);
    return match && match.end == i + 1 ? std::string_view(match.entry->code) : std::string_view();
  }
  std::string_view PrepositionBefore(uint32_t i) const { return i > 0 ? PrepositionAt(i - 1) : std::string_view(); }
  bool IsDated(uint32_t i) const {
    if (i == 0) return false;
    const std::string_view before = PrepositionBefore(i);
    return before == "in" || before == "since" || lexicon_.Has(text_, i - 1, Category::kDated);
  }

  // What stands between the ends of a range: "–", "по", "to", "through", "и" behind "между".
  uint32_t Until(uint32_t i, uint32_t first) const {
    if (text_.is_dash(i)) return i + 1;
    const std::string_view before = PrepositionBefore(first), here = PrepositionAt(i);
    const bool opened = before == "since" || before == "from";
    if (here == "through" || (opened && (here == "by" || here == "to"))) return i + 1;
    const Match filler = before == "between" ? lexicon_.Find(text_, i, Category::kSeparator) : Match();
    return filler ? filler.end : 0;
  }

  std::string_view YearDigits(uint32_t i) const {
    if (!text_.is_digits(i) || text_.atoms[i].newline) return {};
    const std::string_view digits = text_.raw(i);
    return digits.size() == 4 && digits >= "1900" && digits <= "2100" ? digits : std::string_view();
  }

  // "2024", with or without "года" behind it.
  std::string Year(uint32_t i, uint32_t* end, bool* named) const {
    *named = false;
    const std::string_view digits = YearDigits(i);
    if (digits.empty()) return {};
    *end = i + 1;
    const bool ordinal = !text_.english && text_.is_dash(i + 1) && text_.glued(i + 1) && text_.glued(i + 2) &&
                         text_.is_word(i + 2) && text_.raw(i + 2).size() <= 6;  // "в 2023-м"
    if (ordinal) *named = true, *end = i + 3;
    if (const Match word = lexicon_.Find(text_, *end, Category::kYear)) *named = true, *end = word.end;
    return std::string(digits);
  }

  // "2024 года", "2007 — 2016 годов", "с 2019 по 2023 год", "с 2015 года"
  bool ReadYear(uint32_t i, Period* period) const {
    bool named = false;
    uint32_t end = 0;
    std::string year = Year(i, &end, &named);
    if (year.empty()) return false;
    const std::string_view before = PrepositionBefore(i);
    const bool dated = before == "in" || before == "by" || before == "since" || before == "of" || before == "from" ||
                       before == "between" || (i > 0 && lexicon_.Has(text_, i - 1, Category::kDated));
    if (const uint32_t next = Until(end, i); next != 0) {
      bool last_named = false;
      uint32_t last_end = 0;
      const std::string last = Year(next, &last_end, &last_named);
      if (!last.empty() && last > year && (named || last_named || (text_.english && dated))) {
        period->iso = year.append("/").append(last);
        period->end = last_end;
        return true;
      }
    }
    const char behind = end < text_.size() ? text_.symbol(end) : '.';
    const bool closes = before == "in" && (behind == ')' || behind == '.' || behind == ';');  // "(67 200 жителей в 2004)"
    if (!named && !(text_.english && dated) && !closes) return false;
    if (before == "since") year += "/..";
    period->iso = std::move(year);
    period->end = end;
    return true;
  }

  std::string YearOrUnknown(uint32_t i, uint32_t* end) const {
    bool named = false;
    *end = i;
    if (text_.english && text_.symbol(i) == ',' && !YearDigits(i + 1).empty()) ++i;  // "March 14, 2024"
    const Match of = text_.english ? lexicon_.Find(text_, i, Category::kPreposition) : Match();
    if (of && of.entry->code == "of" && !YearDigits(of.end).empty()) i = of.end;
    const Match told = text_.english ? Match() : lexicon_.Find(text_, i, Category::kRelative);
    if (told && told.entry->code.ends_with('Y') && told.entry->extra.empty()) {  // "в декабре прошлого года"
      *end = told.end;
      return std::string(kUnknownYear);
    }
    std::string year = Year(i, end, &named);
    if (!named && !year.empty() && !text_.english && lexicon_.Has(text_, *end, Category::kUnit)) *end = i, year.clear();
    return year.empty() ? std::string(kUnknownYear) : year;
  }

  std::string Day(uint32_t i) const {
    if (!text_.is_digits(i) || text_.raw(i).size() > 2) return {};
    std::string day = TwoDigits(text_.raw(i));
    return day > "31" || day == "00" ? std::string() : day;
  }
  // A month; in English its name is a word of another kind when small: "may", "march".
  Match Month(uint32_t i) const {
    const Match month = lexicon_.Find(text_, i, Category::kMonth);
    return month && text_.english && !text_.atoms[i].upper ? Match() : month;
  }

  // "14 марта", "March 14", "марта": day and month; where they end, 0 where there are none.
  uint32_t DayAndMonth(uint32_t i, std::string* day, std::string* month) const {
    *day = Day(i);
    const Match name = Month(day->empty() ? i : i + 1);
    if (!name) return 0;
    *month = name.entry->code;
    if (!text_.english || !day->empty()) return name.end;
    *day = Day(name.end);
    const bool unit = lexicon_.Has(text_, name.end + 1, Category::kUnit) && !lexicon_.Has(text_, name.end + 1, Category::kYear);
    if (!day->empty() && !text_.atoms[name.end].newline && !unit) return name.end + 1;
    day->clear();
    return name.end;
  }

  // "мае 2024 года", "январе–сентябре 2024 года", "14 марта 2024", "с 6 по 9 апреля", "20 июня – 10 августа"
  bool ReadMonth(uint32_t i, Period* period) const {
    std::string day = Day(i), month, last_day, last_month;
    if (!day.empty()) {  // "с 6 по 9 апреля"
      const uint32_t next = Until(i + 1, i);
      const uint32_t end = next != 0 && !Day(next).empty() ? DayAndMonth(next, &last_day, &last_month) : 0;
      if (end != 0 && !last_day.empty()) {
        const std::string year = YearOrUnknown(end, &period->end);
        period->iso = year + "-" + last_month + "-" + day + "/" + year + "-" + last_month + "-" + last_day;
        return day < last_day;
      }
    }
    const uint32_t end = DayAndMonth(i, &day, &month);
    if (end == 0) return false;
    const uint32_t next = Until(end, i);
    const uint32_t last_end = next == 0 ? 0 : DayAndMonth(next, &last_day, &last_month);
    const bool range = last_end != 0 && day.empty() == last_day.empty();
    const std::string year = YearOrUnknown(range ? last_end : end, &period->end);
    const auto date = [&](const std::string& m, const std::string& d) { return year + "-" + m + (d.empty() ? "" : "-" + d); };
    if (!range && year == kUnknownYear && day.empty() && !IsDated(i)) return false;
    if (range && year == kUnknownYear && day.empty() && !IsDated(i) && !text_.is_dash(end)) return false;
    const bool open = PrepositionBefore(i) == "since" && i > 1 && IsWord(i - 2, "open");
    if (!range && !open && year == kUnknownYear && PrepositionBefore(i) == "since") return false;  // when it begins
    period->iso = date(month, day);
    if (range) period->iso += "/" + date(last_month, last_day);
    else if (PrepositionBefore(i) == "since" && (day.empty() || open)) period->iso += "/..";
    return true;
  }

  // "первом квартале 2024 года", "Q1 2024", "втором полугодии"
  bool ReadPart(uint32_t i, Period* period) const {
    std::string number;
    uint32_t at = i;
    if (const Match ordinal = lexicon_.Find(text_, i, Category::kOrdinal)) {
      number = ordinal.entry->code;
      at = ordinal.end;
      if (text_.english && text_.is_dash(at) && text_.glued(at) && text_.glued(at + 1)) ++at;  // "third-quarter sales"
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

  // "девять месяцев 2024 года", "за первые шесть месяцев", "the three months to June"
  bool ReadMonths(uint32_t i, Period* period) const {
    Match ones = lexicon_.Find(text_, i, Category::kOnes);
    if (!ones) ones = lexicon_.Find(text_, i, Category::kTeens);
    const bool digits = text_.is_digits(i) && text_.raw(i).size() <= 2;
    if (text_.english && IsWord(i, "quarter-to") && ReadMonthsTo("03", i, period)) return true;  // "quarter ended June 30"
    if (!ones && !digits) return false;
    const std::string count = TwoDigits(ones ? std::string_view(ones.entry->code) : text_.raw(i));
    if (count > "12" || count < "01") return false;
    const uint32_t behind = ones ? ones.end : i + 1;
    if (text_.english && ReadMonthsTo(count, behind, period)) return true;
    const Match word = lexicon_.Find(text_, behind, Category::kMonths);
    if (!word) return false;
    bool named = false;
    std::string year = Year(word.end, &period->end, &named);
    const bool opened = i > 0 && IsWord(i - 1, "first");  // "первые"
    const bool usual = (count == "06" || count == "09") && i > 0 && lexicon_.Has(text_, i - 1, Category::kDated);
    if (year.empty() && (opened || usual) && !lexicon_.Has(text_, word.end, Category::kPreposition)) {
      year = kUnknownYear;
      period->end = word.end;
    }
    if (year.empty()) return false;
    period->iso = year + "-01/" + year + "-" + count;
    return true;
  }

  // Behind "three": "months to June 2024"; the year of its beginning is that of its end.
  bool ReadMonthsTo(const std::string& count, uint32_t i, Period* period) const {
    const Match to = lexicon_.Find(text_, i, Category::kPeriodWord);
    const Match month = to && (to.entry->code == "months-to" || to.entry->code == "quarter-to") ? Month(to.end) : Match();
    if (!month) return false;
    const int last = std::stoi(month.entry->code), first = last - std::stoi(count) + 1;
    if (first < 1) return false;
    const bool day = text_.english && !Day(month.end).empty() && !text_.atoms[month.end].newline;  // "ended June 30"
    const std::string year = YearOrUnknown(day ? month.end + 1 : month.end, &period->end);
    period->iso = year + "-" + TwoDigits(std::to_string(first)) + "/" + year + "-" + month.entry->code;
    return true;
  }

  const Lexicon& lexicon_;
  const Text& text_;
};

// "Откроется 5 августа 2016 года. С 5 по 21 августа": a day in a month that the text named before with its year.
void TakeYear(const std::vector<Period>& periods, std::string* iso) {
  constexpr size_t kYear = 4, kMonth = 7;  // bytes of "2016" and "2016-08"
  if (!iso->starts_with(kUnknownYear) || iso->size() < kDaySize) return;
  for (size_t k = periods.size(), count = 0; k > 0 && count < kMostDatesBack; --k, ++count) {
    const std::string& other = periods[k - 1].iso;
    if (other.size() < kMonth || other.starts_with(kUnknownYear) || other.compare(kYear, kMonth - kYear, *iso, kYear, kMonth - kYear))
      continue;
    for (size_t at = 0; at != std::string::npos; at = iso->find(kUnknownYear, at)) iso->replace(at, kYear, other, 0, kYear);
    return;
  }
}

}  // namespace

std::vector<Period> FindPeriods(const Lexicon& lexicon, const Text& text) {
  const Reader reader(lexicon, text);
  std::vector<Period> periods;
  for (uint32_t i = 0; i < text.size();) {
    if (!reader.MayBegin(i)) {
      ++i;
      continue;
    }
    Period period;
    const bool found = reader.Read(i, &period);
    i = found ? std::max(period.end, i + 1) : i + 1;
    if (found) {
      period.base = reader.IsBase(period);
      if (!periods.empty()) TakeYear(periods, &period.iso);
      periods.push_back(std::move(period));
    }
  }
  return periods;
}

}  // namespace lector::figures
