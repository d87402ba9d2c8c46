// Language detection: cheap, from letters, and for languages in Latin letters from their vocabularies. Knows Russian, Ukrainian,
// Belarusian, and what has a vocabulary: English.
#ifndef LECTOR_DAEMON_TEXT_DETECT_H_
#define LECTOR_DAEMON_TEXT_DETECT_H_

#include <string>
#include <string_view>

#include "daemon/text/layer_provider.h"

namespace lector::text {

// "ru", "en", "uk", "be"; "und" for another language or where the text does not tell. Valid UTF-8; looks at its first
// 64 KiB at most. A client that knows the language should say so: two words of a headline tell little.
std::string DetectLanguage(std::string_view text, const LayerRegistry& registry);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_DETECT_H_
