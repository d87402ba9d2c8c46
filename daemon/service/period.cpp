#include "daemon/service/period.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>

namespace lector::service {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::string_view kUnknownYear = "XXXX";
constexpr int kMostSteps = 1000;

std::string Format(year_month_day date) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return buffer;
}

std::optional<unsigned> Digits(std::string_view text, size_t count) {
  unsigned value = 0;
  if (text.size() != count) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
  if (error != std::errc() || end != text.data() + count) return std::nullopt;
  return value;
}

Days Months(unsigned y, unsigned first, unsigned final) {
  const year at(static_cast<int>(y));
  return {Format(at / month(first) / day(1)), Format(year_month_day(at / month(final) / last))};
}

std::optional<Days> One(std::string_view text) {
  const std::optional<unsigned> y = Digits(text.substr(0, 4), 4);
  if (!y || *y == 0) return std::nullopt;
  if (text.size() == 4) return Months(*y, 1, 12);
  if (text[4] != '-') return std::nullopt;
  const std::string_view rest = text.substr(5);
  if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'H')) {
    const unsigned parts = rest[0] == 'Q' ? 4 : 2, length = 12 / parts;
    const std::optional<unsigned> part = Digits(rest.substr(1), 1);
    if (!part || *part < 1 || *part > parts) return std::nullopt;
    return Months(*y, (*part - 1) * length + 1, *part * length);
  }
  const std::optional<unsigned> m = Digits(rest.substr(0, 2), 2);
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  if (rest.size() == 2) return Months(*y, *m, *m);
  const std::optional<unsigned> d = Digits(rest.substr(3), 2);
  if (rest[2] != '-' || !d) return std::nullopt;
  const year_month_day date = year(static_cast<int>(*y)) / month(*m) / day(*d);
  if (!date.ok()) return std::nullopt;
  return Days{Format(date), Format(date)};
}

std::optional<year_month_day> Date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::optional<unsigned> y = Digits(text.substr(0, 4), 4), m = Digits(text.substr(5, 2), 2), d = Digits(text.substr(8), 2);
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date = year(static_cast<int>(*y)) / month(*m) / day(*d);
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Days> Both(std::string_view period) {
  const size_t slash = period.find('/');
  if (slash == std::string_view::npos) return One(period);
  const std::optional<Days> from = One(period.substr(0, slash)), to = One(period.substr(slash + 1));
  if (!from || !to || from->first > to->last) return std::nullopt;
  return Days{from->first, to->last};
}

// "YTD", "-1Y", "+1Q", "0M", "-1W", "-1D": counted from this day.
std::optional<Days> Relative(std::string_view text, year_month_day published) {
  if (text == "YTD") return Days{Format(published.year() / month(1) / day(1)), Format(published)};
  if (text.size() < 2) return std::nullopt;
  const char unit = text.back();
  text.remove_suffix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < -kMostSteps || count > kMostSteps) return std::nullopt;
  const auto months = [&](int length) {  // the one of `length` months that the day lies in, moved on
    const int of_year = (static_cast<int>(static_cast<unsigned>(published.month())) - 1) / length * length;
    const int first = static_cast<int>(published.year()) * 12 + of_year + count * length;
    const year_month_day begin = year(first / 12) / month(static_cast<unsigned>(first % 12) + 1) / day(1);
    const year_month_day final = (begin.year() / begin.month() + std::chrono::months(length - 1)) / last;
    return Days{Format(begin), Format(final)};
  };
  const std::chrono::sys_days today(published);
  switch (unit) {
    case 'Y':
      return months(12);
    case 'H':
      return months(6);
    case 'Q':
      return months(3);
    case 'M':
      return months(1);
    case 'W': {
      const std::chrono::days since_monday = std::chrono::weekday(today) - std::chrono::Monday;
      const std::chrono::sys_days monday = today - since_monday + std::chrono::weeks(count);
      return Days{Format(monday), Format(monday + std::chrono::days(6))};
    }
    case 'D':
      return Days{Format(today + std::chrono::days(count)), Format(today + std::chrono::days(count))};
    default:
      return std::nullopt;
  }
}

// "XXXX-09" with the year of publication, or the year before where it had not begun by then; a range where it was not over.
std::optional<Days> OfUnknownYear(std::string_view period, year_month_day published) {
  for (int back = 0; back < 2; ++back) {
    const std::string at = std::to_string(static_cast<int>(published.year()) - back);
    std::string known(period);
    for (size_t x = 0; (x = known.find(kUnknownYear)) != std::string::npos;) known.replace(x, kUnknownYear.size(), at);
    const std::optional<Days> days = Both(known);
    const bool range = period.find('/') != std::string_view::npos;
    if (days && (range ? days->last : days->first) <= Format(published)) return days;
  }
  return std::nullopt;
}

std::optional<Days> AnyDaysOf(std::string_view period, std::string_view published) {
  constexpr std::string_view kRelative = "relative:";
  const bool relative = period.starts_with(kRelative);
  if (!relative && period.find(kUnknownYear) == std::string_view::npos) return Both(period);
  const std::optional<year_month_day> date = Date(published);
  if (!date) return std::nullopt;
  return relative ? Relative(period.substr(kRelative.size()), *date) : OfUnknownYear(period, *date);
}

bool IsDate(const std::string& day) { return day.size() == 10 && day >= "0001-01-01"; }  // of the years 1 to 9999

}  // namespace

std::optional<Days> DaysOf(std::string_view period, std::string_view published) {
  std::optional<Days> days = AnyDaysOf(period, published);
  if (days && !(IsDate(days->first) && IsDate(days->last))) days.reset();
  return days;
}

}  // namespace lector::service
