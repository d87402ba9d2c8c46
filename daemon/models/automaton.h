// PackAutomaton: keys with values -> the double array of a minimal automaton (daemon/text/ru/dictionary_format.h).
#ifndef LECTOR_DAEMON_MODELS_AUTOMATON_H_
#define LECTOR_DAEMON_MODELS_AUTOMATON_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "daemon/base/status.h"

namespace lector::models {

// `keys`: of labels, without kEndLabel, sorted by bytes, none twice, none empty; each value below 2^24.
// OUT_OF_RANGE: too many for the format.
Result<std::vector<uint32_t>> PackAutomaton(const std::vector<std::pair<std::string, uint32_t>>& keys);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_AUTOMATON_H_
