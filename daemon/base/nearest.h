// Nearest: the names that a misspelt one may have meant, for error messages.
#ifndef LECTOR_DAEMON_BASE_NEAREST_H_
#define LECTOR_DAEMON_BASE_NEAREST_H_

#include <string>
#include <string_view>
#include <vector>

namespace lector {

// At most `most` of `names`, nearest first by edit distance (insert, delete, replace, swap neighbours), none that differs
// in more than a third of its letters (two at least).
std::vector<std::string> Nearest(std::string_view name, const std::vector<std::string>& names, size_t most = 3);

// " (did you mean 'a' or 'b'?)", or empty where nothing is near.
std::string DidYouMean(std::string_view name, const std::vector<std::string>& names);

}  // namespace lector
#endif  // LECTOR_DAEMON_BASE_NEAREST_H_
