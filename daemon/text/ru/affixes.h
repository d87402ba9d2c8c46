// Particles and prefixes that a word can have, from data/affixes.txt, which is built in.
#ifndef LECTOR_DAEMON_TEXT_RU_AFFIXES_H_
#define LECTOR_DAEMON_TEXT_RU_AFFIXES_H_

#include <string>
#include <string_view>
#include <vector>

namespace lector::text::ru {

const std::vector<std::string>& ParticlesAfterHyphen();  // "-то", in the order in which they are tried
// "псевдо": they change nothing else. Those that a word may begin with, by its first letter; the longest first.
const std::vector<std::string>& KnownPrefixesLike(std::string_view word);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_AFFIXES_H_
