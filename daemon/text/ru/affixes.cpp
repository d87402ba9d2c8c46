#include "daemon/text/ru/affixes.h"

#include <algorithm>
#include <string_view>

namespace lector::text {
extern const char kAffixesData[];  // made from data/affixes.txt at build time
}

namespace lector::text::ru {
namespace {

struct Affixes {
  Affixes() {
    for (std::string_view rest = kAffixesData; !rest.empty();) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const size_t space = line.find(' ');
      if (line.starts_with('#') || space == std::string_view::npos) continue;
      (line.starts_with("particle") ? particles : prefixes).emplace_back(line.substr(space + 1));
    }
    std::stable_sort(prefixes.begin(), prefixes.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  }
  std::vector<std::string> particles, prefixes;
};

const Affixes& BuiltIn() {
  static const Affixes affixes;
  return affixes;
}

}  // namespace

const std::vector<std::string>& ParticlesAfterHyphen() { return BuiltIn().particles; }
const std::vector<std::string>& KnownPrefixes() { return BuiltIn().prefixes; }

}  // namespace lector::text::ru
