// Tagger: the likeliest sequence of tags of a sentence, given what each word can be and which tag follows which.
#ifndef LECTOR_DAEMON_TEXT_EN_TAGGER_H_
#define LECTOR_DAEMON_TEXT_EN_TAGGER_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "daemon/text/en/lexicon.h"
#include "daemon/text/en/tags.h"

namespace lector::text::en {

// Immutable, thread-safe.
class Tagger {
 public:
  static const Tagger& BuiltIn();
  explicit Tagger(std::string_view transitions);  // the text of transitions.txt

  // The place of the chosen candidate of each word. Linear in the number of words.
  std::vector<uint32_t> Choose(const std::vector<std::vector<Candidate>>& words) const;

  uint32_t malformed_lines() const { return malformed_lines_; }

 private:
  using Row = std::array<float, kTagCount>;
  bool ReadLine(std::string_view line);
  float Follows(Tag left, Tag right) const { return follows_[static_cast<size_t>(left)][static_cast<size_t>(right)]; }

  std::array<Row, kTagCount> follows_;  // logarithms
  Row prior_;
  uint32_t malformed_lines_ = 0;
};

}  // namespace lector::text::en
#endif  // LECTOR_DAEMON_TEXT_EN_TAGGER_H_
