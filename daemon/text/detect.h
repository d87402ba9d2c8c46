// Language detection: cheap, from the script and a few very frequent words. Knows Russian, English, Ukrainian, Belarusian.
#ifndef LECTOR_DAEMON_TEXT_DETECT_H_
#define LECTOR_DAEMON_TEXT_DETECT_H_

#include <string>
#include <string_view>

namespace lector::text {

// "ru", "en", "uk", "be"; "und" for another language or where the text does not tell. Valid UTF-8; looks at its first
// 64 KiB at most. A client that knows the language should say so: a short headline tells little.
std::string DetectLanguage(std::string_view text);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_DETECT_H_
