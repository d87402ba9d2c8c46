// The check of UTF-8, many bytes at a time, for the best instruction set of the machine at hand (chosen at run time by Highway).
#ifndef LECTOR_DAEMON_TEXT_UTF8_VECTORS_H_
#define LECTOR_DAEMON_TEXT_UTF8_VECTORS_H_

#include <cstddef>
#include <string_view>

namespace lector::text {

// How far the bytes were looked at and are valid: the start of a code point, or the end. From there on, look at each. `from`: the
// start of a code point that at least three valid bytes stand before.
size_t ValidUtf8Until(std::string_view bytes, size_t from);

}  // namespace lector::text
#endif  // LECTOR_DAEMON_TEXT_UTF8_VECTORS_H_
