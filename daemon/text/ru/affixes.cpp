#include "daemon/text/ru/affixes.h"

#include <algorithm>
#include <array>

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
      const std::string_view affix = line.substr(space + 1);
      (line.starts_with("particle") ? particles : prefixes[Place(affix)]).emplace_back(affix);
    }
    for (auto& like : prefixes)
      std::stable_sort(like.begin(), like.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  }
  // By the bits in which the Russian letters differ.
  static size_t Place(std::string_view word) {
    constexpr size_t kLetter = 2;  // bytes
    return word.size() < kLetter ? 0 : (static_cast<unsigned char>(word[0]) & 1u) << 6 | (static_cast<unsigned char>(word[1]) & 0x3Fu);
  }

  std::vector<std::string> particles;
  std::array<std::vector<std::string>, 128> prefixes;  // by their first letter
};

const Affixes& BuiltIn() {
  static const Affixes affixes;
  return affixes;
}

}  // namespace

const std::vector<std::string>& ParticlesAfterHyphen() { return BuiltIn().particles; }
const std::vector<std::string>& KnownPrefixesLike(std::string_view word) { return BuiltIn().prefixes[Affixes::Place(word)]; }

}  // namespace lector::text::ru
