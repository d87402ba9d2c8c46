#include "daemon/base/nearest.h"

#include <algorithm>
#include <utility>

namespace lector {
namespace {

// Optimal string alignment distance, by bytes.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> Nearest(std::string_view name, const std::vector<std::string>& names, size_t most) {
  constexpr size_t kLongest = 256;  // a client's name can be any length; the work stays bounded
  if (name.size() > kLongest) return {};
  std::vector<std::pair<size_t, std::string>> near;
  for (const std::string& candidate : names) {
    if (candidate.size() > kLongest) continue;
    const size_t distance = Distance(name, candidate);
    if (distance <= std::max<size_t>(2, std::max(name.size(), candidate.size()) / 3) && distance < candidate.size())
      near.emplace_back(distance, candidate);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> out;
  for (size_t i = 0; i < std::min(most, near.size()); ++i) out.push_back(std::move(near[i].second));
  return out;
}

std::string DidYouMean(std::string_view name, const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& near : Nearest(name, names)) out += (out.empty() ? " (did you mean '" : " or '") + near + "'";
  return out.empty() ? out : out + "?)";
}

}  // namespace lector
