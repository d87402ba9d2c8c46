#include "daemon/service/period.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace lector::service {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

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

}  // namespace

std::optional<Days> DaysOf(std::string_view period) {
  const size_t slash = period.find('/');
  if (slash == std::string_view::npos) return One(period);
  const std::optional<Days> from = One(period.substr(0, slash)), to = One(period.substr(slash + 1));
  if (!from || !to || from->first > to->last) return std::nullopt;
  return Days{from->first, to->last};
}

}  // namespace lector::service
