// Particles and prefixes that a word can have, from data/affixes.txt, which is built in.
#ifndef LECTOR_DAEMON_TEXT_RU_AFFIXES_H_
#define LECTOR_DAEMON_TEXT_RU_AFFIXES_H_

#include <string>
#include <vector>

namespace lector::text::ru {

const std::vector<std::string>& ParticlesAfterHyphen();  // "-то", in the order in which they are tried
const std::vector<std::string>& KnownPrefixes();         // "псевдо": they change nothing else; the longest first

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_AFFIXES_H_
