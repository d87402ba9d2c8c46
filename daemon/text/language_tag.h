// Language tags: one spelling for each language, so that they can be compared as strings.
#ifndef LECTOR_DAEMON_TEXT_LANGUAGE_TAG_H_
#define LECTOR_DAEMON_TEXT_LANGUAGE_TAG_H_

#include <string>
#include <string_view>

namespace lector::text {

// The canonical form of a BCP 47 tag: "ru-RU" for "RU-ru", "ru" for "rus", "sr-Cyrl-RS" for "sr-cyrl-rs"; empty: it is none.
// Thread-safe.
std::string CanonicalLanguage(std::string_view tag);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_LANGUAGE_TAG_H_
